using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Exchange.Reading;
using Tanfang.Shared;

namespace Tanfang.Exchange.Mapping;

/// <summary>The county, township and village that a file's title, notes or name speak of, for columns that it lacks.</summary>
public sealed class GuessPlace(TanfangDb db, TimeProvider clock)
{
    public const string County = "县";
    public const string Township = "乡镇";
    public const string Village = "村";

    private sealed record Named(int Id, string Name, int? TownshipId);

    /// <summary>The map with what was found: places said for all rows, or told by the sheets' names or the headings. What is said already stays.</summary>
    public async Task<SheetMap> Into(SheetMap map, Book book, string fileName, CancellationToken cancel)
    {
        var sheet = book.Sheets[map.Sheets[0]];
        var above = sheet.Top.Where(row => row.Number < map.HeaderFrom).SelectMany(row => row.Cells);
        var text = string.Join(' ', above.Select(cell => cell.AsText).Append(sheet.Name).Append(fileName));
        if (await CountyIn(text, cancel) is not { } county)
        {
            return map;
        }

        var townships = await Below(county.Id, DivisionLevel.Township, cancel);
        var villages = await Below(county.Id, DivisionLevel.Village, cancel);
        var township = In(townships, text);
        var near = township is null ? villages : villages.FindAll(v => v.TownshipId == township.Id);
        map = WithColumn(map, book, name => In(near, name) is not null);
        var village = map.TitleOf(Village) is null ? In(near, text) : null;
        township ??= village is null ? null : townships.Find(t => t.Id == village.TownshipId);
        return Say(Say(Say(map, County, county.Name), Township, township?.Name), Village, village?.Name);
    }

    private static SheetMap Say(SheetMap map, string target, string? name) =>
        name is null || map.TitleOf(target) is not null
            ? map
            : map with
            {
                Constants = map.Constants.Append(KeyValuePair.Create(target, name)).ToDictionary(),
            };

    /// <summary>A list without a column of villages: its sheets are named so, or the headings between its rows.</summary>
    private static SheetMap WithColumn(SheetMap map, Book book, Func<string, bool> isVillage)
    {
        if (map.TitleOf(Village) is not null)
        {
            return map;
        }

        var headings = book.Sheets[map.Sheets[0]]
            .Top.Where(row => row.Number >= map.HeaderFrom + map.HeaderRows && row.Own == 1)
            .Select(row => PlaceText.Clean(row.Cells.First(cell => !cell.IsEmpty).AsText));
        var source =
            headings.Any(isVillage) ? SheetMap.OfGroup
            : map.Sheets.Count > 1 && map.Sheets.All(i => isVillage(PlaceText.Clean(book.Sheets[i].Name)))
                ? SheetMap.OfSheet
            : null;
        return map with
        {
            Columns =
            [
                .. map.Columns.Select(c => source is not null && c.Title == source ? c with { Target = Village } : c),
            ],
        };
    }

    /// <summary>The county that is named, else the only one in which elders of this office live.</summary>
    private async Task<Named?> CountyIn(string text, CancellationToken cancel)
    {
        var counties = await Ask(Valid().Where(d => d.Level == DivisionLevel.County), cancel);
        if (In(counties, text) is { } named)
        {
            return named;
        }

        var own = await db
            .Divisions.Where(d => d.CountyId != null && db.Elders.Any(e => e.HomeId == d.Id))
            .Select(d => d.CountyId)
            .Distinct()
            .OrderBy(id => id)
            .Take(2)
            .ToListAsync(cancel);
        return own is [{ } only] ? counties.Find(d => d.Id == only) : null;
    }

    private Task<List<Named>> Below(int county, DivisionLevel level, CancellationToken cancel) =>
        Ask(Valid().Where(d => d.Level == level && d.CountyId == county), cancel);

    private static Task<List<Named>> Ask(IQueryable<Division> divisions, CancellationToken cancel) =>
        divisions.Select(d => new Named(d.Id, d.Name, d.TownshipId)).ToListAsync(cancel);

    private IQueryable<Division> Valid()
    {
        var today = clock.Today();
        return db.Divisions.AsNoTracking().Where(d => d.ValidUntil == null || d.ValidUntil > today);
    }

    /// <summary>The longest name that stands in the text; villages are also called without 村民委员会.</summary>
    private static Named? In(List<Named> among, string text) =>
        among
            .Where(d => Short(d.Name).Length > 1 && text.Contains(Short(d.Name), StringComparison.Ordinal))
            .OrderByDescending(d => d.Name.Length)
            .FirstOrDefault();

    private static string Short(string name) =>
        name.Replace("民委员会", "", StringComparison.Ordinal).Replace("居委会", "", StringComparison.Ordinal);
}
