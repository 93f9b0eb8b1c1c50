using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Divisions;

/// <summary>
/// Finds divisions by what somebody types: the beginning of a code (140426), of a name (东阳关), or names from above to
/// below, with or without spaces (黎城 东阳关, 黎城县东阳关镇). Beginnings only: they are found through the index on either store.
/// What is called so no longer is offered under its present name, with a note.
/// </summary>
public sealed class FindDivisions(TanfangDb db, DivisionLookup lookup, TimeProvider clock)
{
    public const int Most = 20;

    /// <summary>The highest first, then by code; at most 20, valid today.</summary>
    public async Task<IReadOnlyList<NamedDivision>> Run(string? text, CancellationToken cancel)
    {
        var asked = (text ?? "").Trim();
        if (asked.Length is 0 or > 100)
        {
            return [];
        }

        var code = string.Concat(asked.TakeWhile(char.IsAsciiDigit));
        var found =
            code.Length >= 2
                ? await First(StartingWith(code, byCode: true), cancel)
                : await ByNames(asked.Split([' ', '　'], StringSplitOptions.RemoveEmptyEntries), cancel);
        return found.Count > 0
            ? await lookup.Named(found, cancel)
            : await Former(
                asked.Split([' ', '　'], StringSplitOptions.RemoveEmptyEntries)[^1],
                code.Length >= 2,
                cancel
            );
    }

    /// <summary>What bears the name or the code no longer, by where its people are now.</summary>
    private async Task<IReadOnlyList<NamedDivision>> Former(string start, bool byCode, CancellationToken cancel)
    {
        var today = clock.Today();
        var ended = db.Divisions.AsNoTracking().Where(d => d.ValidUntil != null && d.ValidUntil <= today);
        var withdrawn = await First(
            byCode ? ended.StartingWith(d => d.Code, start) : ended.StartingWith(d => d.Name, start),
            cancel
        );
        var names = db.FormerNames.AsNoTracking().Where(n => n.Until <= today);
        var renamed = await (byCode ? names.StartingWith(n => n.Code, start) : names.StartingWith(n => n.Name, start))
            .OrderBy(n => n.Code)
            .ThenByDescending(n => n.Until)
            .ThenBy(n => n.Id)
            .Take(Most)
            .ToListAsync(cancel);
        var found = new List<(Division Now, string Note)>();
        foreach (var old in withdrawn)
        {
            var what = old.MergedIntoId is null ? "由此分出" : "并入";
            found.AddRange(
                (await lookup.Successors(old, today, cancel)).Select(d =>
                    (d, $"原{old.Name} {old.Code}，{old.ValidUntil:yyyy-MM-dd} {what}")
                )
            );
        }

        foreach (var old in renamed)
        {
            var holder = (await lookup.ById(old.DivisionId, cancel))!;
            found.AddRange(
                (await lookup.Successors(holder, today, cancel)).Select(d =>
                    (d, $"原{old.Name} {old.Code}，{old.Until:yyyy-MM-dd} 起改")
                )
            );
        }

        var first = found.DistinctBy(f => f.Now.Id).Take(Most).ToList();
        var named = await lookup.Named([.. first.Select(f => f.Now)], cancel);
        return [.. named.Select((n, i) => n with { Note = first[i].Note })];
    }

    private async Task<List<Division>> ByNames(string[] parts, CancellationToken cancel)
    {
        if (parts.Length == 1)
        {
            var plain = await First(StartingWith(parts[0], byCode: false), cancel);
            return plain.Count > 0 ? plain : await Within(await Heads(parts[0], cancel), cancel);
        }

        // Each name but the last narrows the search to what lies below it.
        var above = await StartingWith(parts[0], byCode: false)
            .Where(d => d.Level < DivisionLevel.Village)
            .Take(100)
            .ToListAsync(cancel);
        foreach (var part in parts[1..^1])
        {
            above = await Below(StartingWith(part, byCode: false), above).Take(100).ToListAsync(cancel);
        }

        return await First(Below(StartingWith(parts[^1], byCode: false), above), cancel);
    }

    /// <summary>Divisions whose whole name begins the text, with what is left of it: 黎城县|东阳关镇.</summary>
    private async Task<List<(Division Above, string Left)>> Heads(string text, CancellationToken cancel)
    {
        var heads = Enumerable.Range(2, Math.Max(0, Math.Min(text.Length, 16) - 2)).Select(n => text[..n]).ToList();
        var rows = await Valid()
            .Where(d => d.Level < DivisionLevel.Village && heads.Contains(d.Name))
            .OrderBy(d => d.Level)
            .Take(50)
            .ToListAsync(cancel);
        return [.. rows.Select(d => (d, text[d.Name.Length..]))];
    }

    private async Task<List<Division>> Within(List<(Division Above, string Left)> heads, CancellationToken cancel)
    {
        foreach (var (above, rest) in heads)
        {
            var found = await First(Below(StartingWith(rest, byCode: false), [above]), cancel);
            if (found.Count == 0)
            {
                var deeper = (await Heads(rest, cancel)).Where(h => Lies(h.Above, above)).ToList();
                found = await Within(deeper, cancel);
            }

            if (found.Count > 0)
            {
                return found;
            }
        }

        return [];
    }

    private IQueryable<Division> Valid() => db.Divisions.AsNoTracking().ValidOn(clock.Today());

    private IQueryable<Division> StartingWith(string start, bool byCode) =>
        byCode ? Valid().StartingWith(d => d.Code, start) : Valid().StartingWith(d => d.Name, start);

    private static IQueryable<Division> Below(IQueryable<Division> query, List<Division> above)
    {
        var ids = above.Select(d => d.Id).ToList();
        return query.Where(d =>
            !ids.Contains(d.Id)
            && (
                ids.Contains(d.ProvinceId)
                || ids.Contains(d.CityId ?? 0)
                || ids.Contains(d.CountyId ?? 0)
                || ids.Contains(d.TownshipId ?? 0)
            )
        );
    }

    private static bool Lies(Division division, Division above) =>
        division.ProvinceId == above.Id || division.CityId == above.Id || division.CountyId == above.Id;

    private static Task<List<Division>> First(IQueryable<Division> query, CancellationToken cancel) =>
        query.OrderBy(d => d.Level).ThenBy(d => d.Code).Take(Most).ToListAsync(cancel);
}
