using Microsoft.EntityFrameworkCore;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.TestKit;
using Tanfang.Tests.Obligations;
using Xunit;

namespace Tanfang.Tests.Divisions;

/// <summary>Whatever is changed in whatever order: nobody is lost, nobody counted twice, no past month moves.</summary>
public class DivisionChangePropertyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [BothStores(1)]
    public async Task Random_changes_leave_the_sums_as_they_were(Store store, int seed)
    {
        await using var story = await RandomHistory.Tell(store, seed, elders: 6, days: 70, daily: false);
        await BringHomesUp(story);
        var chance = new Random(seed);
        var past = await story.Rates("2026-10", "140426");
        for (var n = 0; n < 5; n++)
        {
            var before = await story.Rates("2026-11", "140426");
            story.Clock.Advance(TimeSpan.FromMinutes(1));
            await Happen(story, chance, n);
            var after = await story.Rates("2026-11", "140426");
            Assert.Equal(before[0], after[0]);
            Assert.Equal(past, await story.Rates("2026-10", "140426"));
            ChangeDesk.AddUp(after);
            foreach (var code in new[] { "140426101", "140426102" })
            {
                ChangeDesk.AddUp(await story.Rates("2026-11", code));
                ChangeDesk.AddUp(await story.Rates("2026-10", code));
            }
        }

        story.On("2026-12-01");
        await story.Daily();
        ChangeDesk.AddUp(await story.Rates("2026-11", "140426"));
        ChangeDesk.AddUp(await story.Rates("2026-12", "140426"));
    }

    private static async Task Happen(LedgerStory story, Random chance, int n)
    {
        await using var db = story.Open();
        var today = story.Clock.ChinaDay;
        var villages = await db
            .Divisions.Where(d =>
                d.Level == DivisionLevel.Village && (d.Code.StartsWith("140426101") || d.Code.StartsWith("140426102"))
            )
            .ValidOn(today)
            .OrderBy(d => d.Id)
            .ToListAsync(Cancel);
        // Where somebody lives, changes matter most.
        var homes = await db.Elders.Select(e => e.HomeId).Distinct().ToListAsync(Cancel);
        var lived = villages.Where(d => homes.Contains(d.Id)).ToList();
        var village = lived[chance.Next(lived.Count)];
        var others = villages.Where(d => d.Id != village.Id && d.ValidFrom is null).ToList();
        var other = others[chance.Next(others.Count)];
        var on = today.AddDays(-chance.Next(today.Day)).ToString("yyyy-MM-dd", null);
        // Not before what happened to it last.
        foreach (
            var day in await db
                .FormerNames.Where(x => x.DivisionId == village.Id || x.DivisionId == other.Id)
                .Select(x => x.Until)
                .ToListAsync(Cancel)
        )
        {
            on = Later(on, day);
        }

        on = Later(on, village.ValidFrom ?? DateOnly.MinValue);
        var code = $"1404261019{n:00}";
        var township = await db
            .Divisions.Where(d =>
                d.Level == DivisionLevel.Township && d.CountyId == village.CountyId && d.Id != village.TownshipId
            )
            .ValidOn(today)
            .OrderBy(d => d.Id)
            .FirstAsync(Cancel);
        _ = chance.Next(5) switch
        {
            0 => await story.Change(ChangeKind.Merge, on, [village.Id], other.Id),
            1 => await story.Change(
                ChangeKind.Merge,
                on,
                [village.Id, other.Id],
                null,
                ChangeDesk.New($"新{n}村", code)
            ),
            2 => await story.Change(ChangeKind.Rename, on, [village.Id], null, ChangeDesk.New($"改{n}村", "")),
            3 => await story.Change(ChangeKind.Move, on, [village.Id], township.Id),
            _ => await story.Change(ChangeKind.Recode, on, [village.Id], null, ChangeDesk.New("", code)),
        };
    }

    private static string Later(string on, DateOnly day) =>
        string.CompareOrdinal($"{day:yyyy-MM-dd}", on) > 0 ? $"{day:yyyy-MM-dd}" : on;

    /// <summary>The told removals are facts only; the files say where people live, as they do in an office.</summary>
    private static async Task BringHomesUp(LedgerStory story)
    {
        await using var db = story.Open();
        foreach (var elder in await db.Elders.ToListAsync(Cancel))
        {
            var facts = await db.ElderFacts.Where(f => f.ElderId == elder.Id).ToListAsync(Cancel);
            ElderNow.Fold(elder, facts, story.Clock.ChinaDay);
        }

        await db.SaveChangesAsync(Cancel);
    }
}
