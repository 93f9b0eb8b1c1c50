using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Divisions;

/// <summary>
/// Finds the village that a spreadsheet means by 县 / 乡 / 村 in words, with or without what they are: 黎城 / 东阳关 / 东阳关村.
/// One instance remembers the counties it has read, so that a file of one county costs one query. A name that is no longer borne
/// means whoever took its people over.
/// </summary>
public sealed class ResolveVillage(TanfangDb db, FormerDivisions former, TimeProvider clock)
{
    private readonly Dictionary<int, List<Division>> counties = [];
    private readonly Dictionary<int, IReadOnlyList<FormerDivision>> old = [];

    /// <summary>The counties a text may mean, also with the city before it (长治市黎城县); empty when none.</summary>
    public async Task<IReadOnlyList<Division>> Counties(string text, CancellationToken cancel)
    {
        var asked = text.Trim();
        var today = clock.Today();
        // Said as names that are looked up: a pattern would be held against all 665,276.
        // Never beginning in the middle of a character of two units, which no store takes.
        var endings = Enumerable
            .Range(0, asked.Length)
            .Where(at => !char.IsLowSurrogate(asked[at]))
            .Select(at => asked[at..])
            .ToList();
        var all = await db
            .Divisions.AsNoTracking()
            .ValidOn(today)
            .Where(d => d.Level == DivisionLevel.County)
            .Where(TextRange.Begins<Division>(d => d.Name, asked).Or(d => endings.Contains(d.Name)))
            .ToListAsync(cancel);
        return Best(all, DivisionLevel.County, asked) is { Count: > 0 } best
            ? best
            : [.. all.Where(d => asked.EndsWith(d.Name, StringComparison.Ordinal))];
    }

    /// <summary>The village within a county; a refusal names the field (township or village) and what is there instead.</summary>
    /// <param name="township">May be empty when the village's name is the only one of its kind in the county.</param>
    public async Task<Result<Division>> Run(int countyId, string? township, string village, CancellationToken cancel)
    {
        var below = await Below(countyId, cancel);
        var townships = below.Where(d => d.Level == DivisionLevel.Township).ToList();
        var villages = below.Where(d => d.Level == DivisionLevel.Village).ToList();
        var before = await Former(countyId, cancel);
        HashSet<int>? within = null;
        if (!string.IsNullOrWhiteSpace(township))
        {
            var meant = Best(townships, DivisionLevel.Township, township);
            var earlier = Best([.. before.Select(f => f.Then)], DivisionLevel.Township, township);
            if (meant.Count == 0 && earlier.Count > 0)
            {
                meant = Now(before, earlier);
            }

            if (meant.Count != 1)
            {
                return Unclear("township", township, meant.Count, townships, DivisionLevel.Township);
            }

            within = [meant[0].Id, .. earlier.Select(d => d.Id)];
            villages = [.. villages.Where(v => v.TownshipId == meant[0].Id)];
        }

        if (string.IsNullOrWhiteSpace(village))
        {
            return new Refusal("division.missing", "没有写村（社区）", "请填写村、社区或嘎查的名称", "village");
        }

        var found = Best(villages, DivisionLevel.Village, village);
        if (found.Count > 0)
        {
            return found.Count == 1
                ? found[0]
                : Unclear("village", village, found.Count, villages, DivisionLevel.Village);
        }

        var gone = before
            .Select(f => f.Then)
            .Where(d => d.Level == DivisionLevel.Village && within?.Contains(d.TownshipId ?? 0) != false)
            .ToList();
        var successors = Now(before, Best(gone, DivisionLevel.Village, village));
        return successors.Count switch
        {
            0 => Unclear("village", village, 0, villages, DivisionLevel.Village),
            1 => successors[0],
            _ => new Refusal(
                "division.split",
                $"“{village.Trim()}”已分为{string.Join("、", successors.Select(d => d.Name))}",
                "请填写现在住在哪一个",
                "village"
            ),
        };
    }

    private async Task<IReadOnlyList<FormerDivision>> Former(int countyId, CancellationToken cancel) =>
        old.TryGetValue(countyId, out var known) ? known : old[countyId] = await former.In(countyId, cancel);

    /// <summary>Where the people of former divisions are today.</summary>
    private static List<Division> Now(IReadOnlyList<FormerDivision> before, List<Division> then) =>
        [.. before.Where(f => then.Contains(f.Then)).SelectMany(f => f.Now).DistinctBy(d => d.Id)];

    private async Task<List<Division>> Below(int countyId, CancellationToken cancel)
    {
        if (!counties.TryGetValue(countyId, out var below))
        {
            var today = clock.Today();
            below = await db
                .Divisions.AsNoTracking()
                .ValidOn(today)
                .Where(d => d.CountyId == countyId)
                .ToListAsync(cancel);
            counties[countyId] = below;
        }

        return below;
    }

    /// <summary>Those of the same name; else of the same bare name and kind; else of the same bare name.</summary>
    private static List<Division> Best(List<Division> among, DivisionLevel level, string text)
    {
        var asked = text.Trim();
        var (stem, kind) = (DivisionKind.Stem(level, asked), DivisionKind.Of(level, asked));
        var exact = among.Where(d => d.Level == level && d.Name == asked).ToList();
        if (exact.Count > 0)
        {
            return exact;
        }

        var alike = among
            .Where(d => d.Level == level)
            .Where(d => DivisionKind.Stem(level, d.Name) == stem || d.Name == stem)
            .ToList();
        var same = alike.Where(d => DivisionKind.Of(d) == kind).ToList();
        return same.Count > 0 ? same : alike;
    }

    private static Refusal Unclear(string field, string text, int found, List<Division> among, DivisionLevel level)
    {
        var near = among
            .Where(d => d.Name.Contains(DivisionKind.Stem(level, text)[..1], StringComparison.Ordinal))
            .Select(d => d.Name)
            .Take(5)
            .ToList();
        var remedy = near.Count > 0 ? $"相近的有：{string.Join("、", near)}" : "请按行政区划页面上的名称填写";
        // Columns that have slipped put a number or a phone here: that is not said again.
        var said = text.Count(char.IsDigit) < 6 ? $"“{text.Trim()}”" : "这个名称";
        return found == 0
            ? new Refusal("division.unknown", $"找不到{said}", remedy, field)
            : new Refusal("division.ambiguous", $"{said}有 {found} 处", $"请写全称。{remedy}", field);
    }
}
