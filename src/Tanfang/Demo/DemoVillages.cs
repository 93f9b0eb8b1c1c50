using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;

namespace Tanfang.Demo;

/// <summary>The real villages of a demo and who visits there; of the national file while the store has no divisions yet.</summary>
/// <param name="RootId">The division they lie in.</param>
/// <param name="All">In the order of their codes; none when there is no such division.</param>
internal sealed record DemoVillages(int RootId, IReadOnlyList<DemoVillage> All)
{
    public static async Task<DemoVillages> Of(DemoRecipe recipe, TanfangDb db, CancellationToken cancel)
    {
        var rows = await db.Divisions.AnyAsync(cancel)
            ? await Stored(recipe.Division, db, cancel)
            : Shipped(recipe.Division);
        var below = rows.Where(d => d.Level == DivisionLevel.Village).ToList();
        var villages = below.Select((d, i) => Village(recipe, d, i)).ToList();
        for (var i = 1; i < villages.Count; i++)
        {
            if (below[i].TownshipId == below[i - 1].TownshipId)
            {
                villages[i].Neighbour = villages[i - 1];
            }
        }

        return new DemoVillages(rows.Find(d => d.Code == recipe.Division)?.Id ?? 0, villages);
    }

    private static async Task<List<Division>> Stored(string code, TanfangDb db, CancellationToken cancel)
    {
        var root = await db.Divisions.AsNoTracking().FirstOrDefaultAsync(d => d.Code == code, cancel);
        return root is null
            ? []
            : await db
                .Divisions.AsNoTracking()
                .Where(d =>
                    d.Id == root.Id
                    || d.Level == DivisionLevel.Village
                        && (
                            d.TownshipId == root.Id
                            || d.CountyId == root.Id
                            || d.CityId == root.Id
                            || d.ProvinceId == root.Id
                        )
                )
                .OrderBy(d => d.Code)
                .ToListAsync(cancel);
    }

    /// <summary>What lies in a division follows it in the file.</summary>
    private static List<Division> Shipped(string code)
    {
        var found = DivisionFile.Read().SkipWhile(d => d.Code != code);
        return [.. found.TakeWhile(d => d.Code.StartsWith(code, StringComparison.Ordinal))];
    }

    private static DemoVillage Village(DemoRecipe recipe, Division division, int index)
    {
        var random = new Random(unchecked((recipe.Seed * 31) + index));
        var visitors = Enumerable
            .Range(0, 1 + random.Next(2))
            .Select(n =>
                (
                    recipe.Id(DemoPerson.At(recipe.Start.AddYears(-3), 9), "visitor", index, n),
                    DemoNames.Name(random, random.Next(2) == 0)
                )
            )
            .ToList();
        return new DemoVillage(
            division.Id,
            division.CountyId!.Value,
            division.Code,
            division.Name,
            DivisionKind.RuralOf(division),
            random.Next(100) < 8,
            visitors
        );
    }
}
