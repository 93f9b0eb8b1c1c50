using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Divisions;

/// <summary>A code that a division had, from when until when.</summary>
internal sealed record CodeHeld(Division Division, string Code, DateOnly? From, DateOnly? Until)
{
    public bool On(DateOnly day) => (From is not { } from || from <= day) && (Until is not { } until || day < until);
}

/// <summary>What divisions were called on a day, and who had a code when.</summary>
internal static class DivisionNames
{
    /// <summary>Gives untracked divisions the name and the code that they had on a day.</summary>
    public static async Task<List<Division>> Then(
        TanfangDb db,
        List<Division> divisions,
        DateOnly day,
        CancellationToken cancel
    )
    {
        var ids = divisions.Select(d => d.Id).ToList();
        var later = await db
            .FormerNames.AsNoTracking()
            .Where(n => n.Until > day && ids.Contains(n.DivisionId))
            .ToListAsync(cancel);
        foreach (var names in later.GroupBy(n => n.DivisionId))
        {
            var (division, then) = (divisions.Single(d => d.Id == names.Key), names.MinBy(n => n.Until)!);
            (division.Name, division.Code) = (then.Name, then.Code);
        }

        return divisions;
    }

    /// <summary>Everybody who has or had one of these codes, and when.</summary>
    public static async Task<IReadOnlyList<CodeHeld>> Holders(TanfangDb db, string[] codes, CancellationToken cancel)
    {
        var rows = await db.Divisions.AsNoTracking().Where(d => codes.Contains(d.Code)).ToListAsync(cancel);
        var former = await db
            .FormerNames.AsNoTracking()
            .Where(n => codes.Contains(n.Code))
            .Select(n => n.DivisionId)
            .ToListAsync(cancel);
        var missing = former.Except(rows.Select(d => d.Id)).ToList();
        if (missing.Count > 0)
        {
            rows.AddRange(await db.Divisions.AsNoTracking().Where(d => missing.Contains(d.Id)).ToListAsync(cancel));
        }

        var ids = rows.Select(d => d.Id).ToList();
        var names = await db.FormerNames.AsNoTracking().Where(n => ids.Contains(n.DivisionId)).ToListAsync(cancel);
        return [.. rows.SelectMany(d => Held(d, names)).Where(h => codes.Contains(h.Code))];
    }

    private static IEnumerable<CodeHeld> Held(Division division, IEnumerable<FormerName> names)
    {
        var from = division.ValidFrom;
        foreach (var name in names.Where(n => n.DivisionId == division.Id).OrderBy(n => n.Until))
        {
            yield return new CodeHeld(division, name.Code, from, name.Until);
            from = name.Until;
        }

        yield return new CodeHeld(division, division.Code, from, division.ValidUntil);
    }
}
