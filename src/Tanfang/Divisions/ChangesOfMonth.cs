using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Divisions;

/// <summary>What changed in a division or below in a month, for whoever shows that month's figures.</summary>
public sealed class ChangesOfMonth(TanfangDb db)
{
    /// <returns>One sentence for each change: 11月10日起，东坡村、西坡村合并为双坡村.</returns>
    public async Task<IReadOnlyList<string>> Run(Division division, DateOnly month, CancellationToken cancel)
    {
        var next = month.AddMonths(1);
        var below = db.Divisions.Within(division.Id);
        var changes = await db
            .DivisionChanges.AsNoTracking()
            .Where(c => c.State == ChangeState.Effective && c.On >= month && c.On < next)
            .Where(c => db.DivisionChangeParts.Any(p => p.ChangeId == c.Id && below.Any(d => d.Id == p.DivisionId)))
            .OrderBy(c => c.On)
            .ThenBy(c => c.EffectiveAt)
            .ToListAsync(cancel);
        var ids = changes.Select(c => c.Id).ToList();
        var parts = await db
            .DivisionChangeParts.AsNoTracking()
            .Where(p => ids.Contains(p.ChangeId))
            .ToListAsync(cancel);
        return
        [
            .. changes.Select(c =>
                $"{c.On:M月d日}起，{ChangeWords.Sentence(c.Kind, parts.Where(p => p.ChangeId == c.Id))}"
            ),
        ];
    }
}
