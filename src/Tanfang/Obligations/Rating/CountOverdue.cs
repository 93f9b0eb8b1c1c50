using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;

namespace Tanfang.Obligations.Rating;

/// <summary>
/// How many elders are overdue, by the division in which they live (in the tree of the figure's month): now from the column that each reconciliation writes, for a past moment
/// by asking the policy library for everybody who had missed something by then.
/// </summary>
public sealed class CountOverdue(TanfangDb db, OverdueHomes overdue)
{
    /// <summary>By id of the division and of its children.</summary>
    public async Task<Dictionary<int, int>> Run(
        Division division,
        FigureTime when,
        DateOnly treeDay,
        CancellationToken cancel
    )
    {
        var homes = (await overdue.Run(when, treeDay, cancel)).Values;
        var wanted = homes.Distinct().ToList();
        var within = await db
            .Divisions.AsNoTracking()
            .Within(division.Id)
            .Where(d => wanted.Contains(d.Id))
            .ToDictionaryAsync(d => d.Id, cancel);
        return homes
            .Where(within.ContainsKey)
            .SelectMany(home => new[] { division.Id, ChildOf(division, within[home]) })
            .OfType<int>()
            .CountBy(place => place)
            .ToDictionary();
    }

    private static int? ChildOf(Division division, Division below) =>
        division.Level switch
        {
            DivisionLevel.Province => below.CityId,
            DivisionLevel.City => below.CountyId,
            DivisionLevel.County => below.TownshipId,
            DivisionLevel.Township when below.Level == DivisionLevel.Village => below.Id,
            _ => null,
        };
}
