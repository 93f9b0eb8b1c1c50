using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Divisions;

/// <summary>A division with everything above it in words: 山西省长治市黎城县东阳关镇东阳关村.</summary>
public sealed record NamedDivision(Division Division, string Path)
{
    public string Kind => DivisionKind.Of(Division);
}

/// <summary>Finds divisions by code, id and relation. Reading only; a division is no personal data and takes no scope.</summary>
public sealed class DivisionLookup(TanfangDb db)
{
    /// <summary>
    /// The division a code stands for on a day. A code that was withdrawn by then leads to where its people went; trailing
    /// zeros (140426000000) are understood. Null when no such code was ever valid.
    /// </summary>
    public async Task<Division?> ByCode(string code, DateOnly on, CancellationToken cancel)
    {
        var asked = code.Trim();
        var spellings = new[] { asked, DivisionCode.WithoutZeros(asked) };
        var rows = await db.Divisions.AsNoTracking().Where(d => spellings.Contains(d.Code)).ToListAsync(cancel);
        var found = rows.Where(d => d.ValidFrom is not { } from || from <= on)
            .OrderByDescending(d => d.Code == asked)
            .ThenByDescending(d => d.IsValidOn(on))
            .ThenByDescending(d => d.ValidFrom)
            .FirstOrDefault();
        return found is null ? null : await Successor(found, on, cancel);
    }

    public Task<Division?> ById(int id, CancellationToken cancel) =>
        db.Divisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancel);

    /// <summary>From the province down, without the division itself.</summary>
    public async Task<IReadOnlyList<Division>> Ancestors(Division division, CancellationToken cancel)
    {
        var ids = AboveOf(division);
        return await db
            .Divisions.AsNoTracking()
            .Where(d => ids.Contains(d.Id))
            .OrderBy(d => d.Level)
            .ToListAsync(cancel);
    }

    /// <summary>One level down, by code; the provinces for null. Those withdrawn are left out unless asked for.</summary>
    public async Task<IReadOnlyList<Division>> Children(
        int? parent,
        DateOnly on,
        CancellationToken cancel,
        bool withdrawnToo = false
    ) =>
        await db
            .Divisions.AsNoTracking()
            .Where(d => d.ParentId == parent && (withdrawnToo || d.ValidUntil == null || d.ValidUntil > on))
            .OrderBy(d => d.Code)
            .ToListAsync(cancel);

    /// <summary>Full names by id, in two queries however many.</summary>
    public async Task<IReadOnlyDictionary<int, NamedDivision>> Named(IEnumerable<int> ids, CancellationToken cancel)
    {
        var wanted = ids.Distinct().ToList();
        var divisions = await db.Divisions.AsNoTracking().Where(d => wanted.Contains(d.Id)).ToListAsync(cancel);
        return (await Named(divisions, cancel)).ToDictionary(n => n.Division.Id);
    }

    /// <summary>Full names, in the order given.</summary>
    public async Task<IReadOnlyList<NamedDivision>> Named(
        IReadOnlyCollection<Division> divisions,
        CancellationToken cancel
    )
    {
        var above = divisions.SelectMany(AboveOf).Distinct().ToList();
        var names = await db
            .Divisions.AsNoTracking()
            .Where(d => above.Contains(d.Id))
            .ToDictionaryAsync(d => d.Id, d => DivisionKind.Of(d) == DivisionKind.Grouping ? "" : d.Name, cancel);
        return
        [
            .. divisions.Select(d => new NamedDivision(
                d,
                string.Concat(AboveOf(d).Select(id => names.GetValueOrDefault(id))) + d.Name
            )),
        ];
    }

    /// <summary>Full name of one division.</summary>
    public async Task<NamedDivision?> Named(int id, CancellationToken cancel) =>
        (await Named([id], cancel)).GetValueOrDefault(id);

    private async Task<Division?> Successor(Division division, DateOnly on, CancellationToken cancel)
    {
        while (!division.IsValidOn(on) && division.MergedIntoId is { } into)
        {
            division = await db.Divisions.AsNoTracking().SingleAsync(d => d.Id == into, cancel);
        }

        return division.IsValidOn(on) ? division : null;
    }

    private static List<int> AboveOf(Division d) =>
        [.. new[] { d.ProvinceId, d.CityId, d.CountyId, d.TownshipId }.OfType<int>().Where(id => id != d.Id)];
}
