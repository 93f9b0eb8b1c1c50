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
}
