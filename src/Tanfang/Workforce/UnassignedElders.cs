using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Workforce;

/// <summary>A village with people for whom nobody is responsible, and how many.</summary>
public sealed record UnassignedVillage(int DivisionId, int People);

/// <summary>没有责任人的老年人: in the register, of age, nobody responsible today (长民发〔2023〕38号 二（三）4).</summary>
public sealed class UnassignedElders(TanfangDb db, RegistryWords words, TimeProvider clock)
{
    public Task<int> Count(Scope scope, CancellationToken cancel) => Those(scope).CountAsync(cancel);

    /// <summary>Villages in administrative order.</summary>
    public async Task<IReadOnlyList<UnassignedVillage>> Villages(Scope scope, CancellationToken cancel)
    {
        var rows = await Those(scope)
            .GroupBy(e => e.HomeId)
            .Select(g => new { HomeId = g.Key, People = g.Count() })
            .Join(
                db.Divisions,
                g => g.HomeId,
                d => d.Id,
                (g, d) =>
                    new
                    {
                        d.Code,
                        d.Id,
                        g.People,
                    }
            )
            .OrderBy(g => g.Code)
            .ToListAsync(cancel);
        return [.. rows.Select(g => new UnassignedVillage(g.Id, g.People))];
    }

    /// <summary>Those people themselves, to be filtered further.</summary>
    public IQueryable<Elder> Those(Scope scope)
    {
        var today = clock.Today();
        var bornUntil = today.AddYears(-words.ElderAge);
        return db.EldersOf(scope)
            .Where(e => e.LeftOn == null && e.BirthDate <= bornUntil)
            .Where(e =>
                !db.Responsibilities.Any(r =>
                    r.ElderId == e.Id && r.From <= today && (r.Until == null || r.Until > today)
                )
            );
    }
}
