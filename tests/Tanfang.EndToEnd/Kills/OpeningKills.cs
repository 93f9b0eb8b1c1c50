using Microsoft.EntityFrameworkCore;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.EndToEnd.Kills;

public sealed class OpeningKills
{
    [Theory, BothStores]
    public async Task A_first_opening_that_was_killed_is_taken_up_by_the_next(Store store)
    {
        var chance = Seeds.Chance(nameof(OpeningKills), store);
        var warm = await Places.Empty(store);
        var whole = await Victim.Run(warm, "migrate");
        await Places.Remove(warm);
        for (var run = 0; run < Seeds.Runs(14); run++)
        {
            var place = await Places.Empty(store);
            await Victim.KillAfter(chance.Within(whole), place, "migrate");

            Assert.True(
                await Look.IntoSound(place, db => db.StoreInfo.AnyAsync(i => i.Key == "keyCheck")),
                $"run {run}"
            );
            await Places.Remove(place);
        }
    }
}
