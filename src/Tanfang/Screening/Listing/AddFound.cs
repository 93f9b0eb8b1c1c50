using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Screening.Listing;

/// <summary>发现新户: a household that the registry does not know. It waits until its people are registered or it is excused with a reason.</summary>
public sealed class AddFound(TanfangDb db, WriteGate gate, Vault vault, TimeProvider clock)
{
    private const int Longest = 200;

    /// <param name="id">Made with the form: sent twice it is one household.</param>
    /// <param name="words">Who and where, as the village says it.</param>
    public async Task<Result<Guid>> Run(
        Scope scope,
        Actor actor,
        Guid id,
        Guid round,
        int village,
        string? words,
        CancellationToken cancel
    )
    {
        if (string.IsNullOrWhiteSpace(words) || words.Trim().Length > Longest)
        {
            return new Refusal(
                "screening.found",
                $"没有写是哪一户，或超过 {Longest} 个字",
                "请写户主姓名和住处",
                "words"
            );
        }

        return await gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                if (await new VillageGuards(db).Run(scope, round, village, cancel) is { } refusal)
                {
                    return refusal;
                }

                if (await db.ScreeningHouseholds.AnyAsync(h => h.Id == id, cancel))
                {
                    return id;
                }

                var last = await db
                    .ScreeningHouseholds.Where(h => h.RoundId == round && h.VillageId == village)
                    .MaxAsync(h => (int?)h.Position, cancel);
                db.ScreeningHouseholds.Add(
                    new ScreeningHousehold
                    {
                        Id = id,
                        RoundId = round,
                        VillageId = village,
                        Position = (last ?? 0) + 1,
                        Found = ScreeningSeals.CloseFound(vault, id, words.Trim()),
                    }
                );
                db.Changes.Add(ChangeEntry.Of(actor, clock, "screening.found", id.ToString("N")));
                await db.SaveChangesAsync(cancel);
                return id;
            },
            cancel
        );
    }

    /// <summary>The people of a found household are registered now: they stand in its place on the list.</summary>
    public Task<Result<Guid>> Bind(Scope scope, Actor actor, Guid rowId, Guid? elderId, CancellationToken cancel) =>
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

                var newcomers = await new Newcomers(db, gate, clock)
                    .In(scope, row.RoundId, row.VillageId)
                    .ToListAsync(cancel);
                if (newcomers.Find(e => e.Id == elderId) is not { } chosen)
                {
                    return new Refusal(
                        "screening.elder",
                        "没有选老人，或已在名单上",
                        "请先登记，再从名单中选择",
                        "elder"
                    );
                }

                var household = chosen.HouseholdId ?? chosen.Id;
                var members = newcomers.Where(e => (e.HouseholdId ?? e.Id) == household).ToList();
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
