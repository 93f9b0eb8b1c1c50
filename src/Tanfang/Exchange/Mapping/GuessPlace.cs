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

    private sealed record Named(int Id, string Name);

    /// <summary>The map with what was found said for all rows; what is said already stays.</summary>
    public async Task<SheetMap> Into(SheetMap map, Book book, string fileName, CancellationToken cancel)
    {
        var sheet = book.Sheets[map.Sheets[0]];
        var above = sheet.Top.Where(row => row.Number < map.HeaderFrom).SelectMany(row => row.Cells);
        var text = string.Join(' ', above.Select(cell => cell.AsText).Append(sheet.Name).Append(fileName));
        var constants = new Dictionary<string, string>(map.Constants);
        void Say(string target, string? name)
        {
            if (name is not null && map.Columns.All(c => c.Target != target))
            {
                constants.TryAdd(target, name);
            }
        }

        if (await CountyIn(text, cancel) is { } county)
        {
            Say(County, county.Name);
            if (In(await Below(county.Id, DivisionLevel.Township, cancel), text) is { } township)
            {
                Say(Township, township.Name);
                Say(Village, In(await Below(township.Id, DivisionLevel.Village, cancel), text)?.Name);
            }
        }

        return map with
        {
            Constants = constants,
        };
    }

    /// <summary>The county that is named, else the only one in which elders of this office live.</summary>
    private async Task<Named?> CountyIn(string text, CancellationToken cancel)
    {
        var counties = await Valid().Where(d => d.Level == DivisionLevel.County).ToListAsync(cancel);
        if (In([.. counties.Select(d => new Named(d.Id, d.Name))], text) is { } named)
        {
            return named;
        }

        var own = await db
            .Divisions.Where(d => d.CountyId != null && db.Elders.Any(e => e.HomeId == d.Id))
            .Select(d => d.CountyId)
            .Distinct()
            .Take(2)
            .ToListAsync(cancel);
        return own is [{ } only] ? counties.Where(d => d.Id == only).Select(d => new Named(d.Id, d.Name)).FirstOrDefault() : null;
    }

    private async Task<List<Named>> Below(int id, DivisionLevel level, CancellationToken cancel)
    {
        var below = await Valid()
            .Where(d => d.Level == level && (level == DivisionLevel.Village ? d.TownshipId == id : d.CountyId == id))
            .ToListAsync(cancel);
        return below.ConvertAll(d => new Named(d.Id, d.Name));
    }

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
