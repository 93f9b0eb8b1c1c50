using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Divisions;

/// <summary>A division with everything above it in words: 山西省长治市黎城县东阳关镇东阳关村.</summary>
public sealed record NamedDivision(Division Division, string Path)
{
    public string Kind => DivisionKind.Of(Division);

    /// <summary>Why it is offered although it is called otherwise: 原东坡村，2026-11-10 并入.</summary>
    public string? Note { get; init; }

    /// <summary>The full name, with the note behind it.</summary>
    public string Label => Note is null ? Path : $"{Path}（{Note}）";
}

/// <summary>Finds divisions by code, id and relation. Reading only; a division is no personal data and takes no scope.</summary>
public sealed class DivisionLookup(TanfangDb db)
{
    /// <summary>
    /// The division a code stands for on a day, as it was called then. A code that was withdrawn by then leads to where its
    /// people went; trailing zeros (140426000000) are understood. Null when no such code was ever valid, or when it leads to several.
    /// </summary>
    /// <param name="since">A code that ended after this day still stands for itself: for figures of a month.</param>
    public async Task<Division?> ByCode(string code, DateOnly on, CancellationToken cancel, DateOnly? since = null)
    {
        var asked = code.Trim();
        var held = await DivisionNames.Holders(db, [asked, DivisionCode.WithoutZeros(asked)], cancel);
        var found = held.Where(h => h.From is not { } from || from <= on)
            .OrderByDescending(h => h.Code == asked)
            .ThenByDescending(h => h.On(on))
            .ThenByDescending(h => h.From)
            .FirstOrDefault();
        if (found is null)
        {
            return null;
        }

        var meant = found.Until > since ? found.Division : await Successor(found.Division, on, cancel);
        return meant is null ? null : (await DivisionNames.Then(db, [meant], on, cancel))[0];
    }

    /// <summary>
    /// Where the people of a division that has ended were told to go: itself while it is there, its successor, or the parts that
    /// it was split into. Empty when it ended without anybody.
    /// </summary>
    public async Task<IReadOnlyList<Division>> Successors(Division division, DateOnly on, CancellationToken cancel)
    {
        if (division.IsValidOn(on))
        {
            return [division];
        }

        var next = division.MergedIntoId is { } into
            ? [into]
            : await db
                .DivisionChangeParts.Where(p => p.Role == PartRole.Target && p.DivisionId != null)
                .Where(p =>
                    db.DivisionChangeParts.Any(s =>
                        s.ChangeId == p.ChangeId && s.Role == PartRole.Source && s.DivisionId == division.Id
                    )
                )
                .Where(p =>
                    db.DivisionChanges.Any(c =>
                        c.Id == p.ChangeId && c.State == ChangeState.Effective && c.On == division.ValidUntil
                    )
                )
                .OrderBy(p => p.Ordinal)
                .Select(p => p.DivisionId!.Value)
                .ToListAsync(cancel);
        var found = new List<Division>();
        foreach (var id in next.Where(id => id != division.Id))
        {
            found.AddRange(await Successors((await ById(id, cancel))!, on, cancel));
        }

        return [.. found.DistinctBy(d => d.Id)];
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

    /// <summary>
    /// The tree as of a day, one level down, by code, each as it was called then; the provinces for null. The one place where it is
    /// asked. What had been withdrawn by then is left out unless asked for.
    /// </summary>
    public async Task<IReadOnlyList<Division>> Children(
        int? parent,
        DateOnly on,
        CancellationToken cancel,
        bool withdrawnToo = false
    )
    {
        var below = db.Divisions.AsNoTracking().Where(d => d.ParentId == parent);
        var rows = await (withdrawnToo ? below : below.ValidOn(on)).ToListAsync(cancel);
        return [.. (await DivisionNames.Then(db, rows, on, cancel)).OrderBy(d => d.Code, StringComparer.Ordinal)];
    }

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
