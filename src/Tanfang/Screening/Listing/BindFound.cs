using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Screening.Listing;

/// <summary>对上登记的老人: the people of a found household are registered now and stand in its place on the list.</summary>
public sealed class BindFound(TanfangDb db, WriteGate gate, Newcomers newcomers, TimeProvider clock)
{
    public Task<Result<Guid>> Run(Scope scope, Actor actor, Guid rowId, Guid? elderId, CancellationToken cancel) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                var row = await db.ScreeningHouseholds.SingleOrDefaultAsync(
                    h => h.Id == rowId && h.Found != null && h.HouseholdId == null,
                    cancel
                );
                if (row is null)
                {
                    return new Refusal("screening.unknown", "找不到这一户，或已经对上老人", "请从名单中重新打开");
                }

                if (await new VillageGuards(db).Run(scope, row.RoundId, row.VillageId, cancel) is { } refusal)
                {
                    return refusal;
                }

                var there = await newcomers.In(scope, row.RoundId, row.VillageId).ToListAsync(cancel);
                if (there.Find(e => e.Id == elderId) is not { } chosen)
                {
                    return new Refusal(
                        "screening.elder",
                        "没有选老人，或已在名单上",
                        "请先登记，再从名单中选择",
                        "elder"
                    );
                }

                var household = chosen.HouseholdId ?? chosen.Id;
                var members = there.Where(e => (e.HouseholdId ?? e.Id) == household).ToList();
                (row.HouseholdId, row.People, row.State) = (household, members.Count, ScreeningState.Open);
                db.ScreeningPersons.AddRange(
                    members.Select(e => Opening.ListHouseholds.Person(row.RoundId, row.Id, e.Id, clock.Now()))
                );
                db.Changes.Add(ChangeEntry.Of(actor, clock, "screening.bound", rowId.ToString("N")));
                await db.SaveChangesAsync(cancel);
                return rowId;
            },
            cancel
        );
}
