using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Screening.Listing;

/// <summary>“没有特殊困难老年人”: villages with nobody on the list say so. Where somebody is on the list it cannot be said.</summary>
public sealed class ReportWithout(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    /// <returns>How many villages said it now.</returns>
    public async Task<Result<int>> Run(
        Scope scope,
        Actor actor,
        Guid round,
        IReadOnlyCollection<int> villages,
        CancellationToken cancel
    ) =>
        villages.Count == 0
            ? new Refusal("screening.village", "没有选村（社区）", "请勾选要报告的村（社区）")
            : await gate.Write<Result<int>>(
                db,
                async () =>
                {
                    foreach (var village in villages.Distinct())
                    {
                        if (await Refused(scope, round, village, cancel) is { } refusal)
                        {
                            return refusal;
                        }
                    }

                    var known = await db
                        .ScreeningVillageReports.Where(r => r.RoundId == round && villages.Contains(r.VillageId))
                        .Select(r => r.VillageId)
                        .ToListAsync(cancel);
                    var added = villages.Distinct().Except(known).ToList();
                    db.ScreeningVillageReports.AddRange(added.Select(v => Row(round, v, actor)));
                    db.Changes.AddRange(
                        added.Select(v =>
                            ChangeEntry.Of(actor, clock, "screening.without", round.ToString("N"), $"{v}")
                        )
                    );
                    await db.SaveChangesAsync(cancel);
                    return added.Count;
                },
                cancel
            );

    private async Task<Refusal?> Refused(Scope scope, Guid round, int village, CancellationToken cancel) =>
        await new VillageGuards(db).Run(scope, round, village, cancel)
        ?? (
            await db.ScreeningHouseholds.AnyAsync(h => h.RoundId == round && h.VillageId == village, cancel)
                ? new Refusal(
                    "screening.hasHouseholds",
                    "名单上有这个村（社区）的户",
                    "请逐户作答；核实不是的，写明原因免答"
                )
                : null
        );

    private ScreeningVillageReport Row(Guid round, int village, Actor actor) =>
        new()
        {
            Id = Guid.CreateVersion7(clock.Now()),
            RoundId = round,
            VillageId = village,
            RecordedAt = clock.Now(),
            RecordedBy = actor.Id,
        };
}
