using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.EndToEnd.Kills;

public sealed class ImportKills
{
    private const int Rows = 150;
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    [Theory, BothStores]
    public async Task An_import_that_was_killed_is_whole_or_not_begun_and_the_same_file_can_be_sent_again(Store store)
    {
        var chance = Seeds.Chance(nameof(ImportKills), store);
        await using var own = await TestStore.CreateAsync(store);
        var people = 0;
        var (sheet, cut) = (0, 0);
        var whole = await Victim.Run(own.Options, "import", "elders", Sheet(own.Options.Directory, sheet++));
        var aim = new Aim(chance, whole);
        Assert.Equal(people += Rows, await People(own));
        for (var run = 0; run < Seeds.Runs(14); run++)
        {
            // A file that had not begun is sent again.
            var file = Sheet(own.Options.Directory, sheet);
            await Victim.KillAfter(aim.Next(), own.Options, "import", "elders", file);

            var now = await People(own);
            Assert.True(now == people || now == people + Rows, $"{now} people after {people}");
            aim.Learn(now > people);
            (sheet, cut) = now == people ? (sheet, cut + 1) : (sheet + 1, cut);
            people = now;
        }

        Assert.True(cut > 0, "no import was cut off");
        await Victim.Run(own.Options, "import", "elders", Sheet(own.Options.Directory, sheet));
        Assert.Equal(people + Rows, await People(own));
    }

    /// <summary>How many there are, all of them with the facts that came with them and with an obligation each.</summary>
    private static Task<int> People(TestStore own) =>
        Look.IntoSound(
            own.Options,
            async db =>
            {
                var people = await db.Elders.CountAsync();
                Assert.Equal(3 * people, await db.ElderFacts.CountAsync());
                Assert.Equal(people, await db.Obligations.Select(o => o.ElderId).Distinct().CountAsync());
                return people;
            }
        );

    private static string Sheet(string folder, int sheet)
    {
        var text = new StringBuilder("姓名,公民身份号码,县,乡镇,村,独居、空巢\r\n");
        for (var n = sheet * Rows; n < (sheet + 1) * Rows; n++)
            text.Append(CultureInfo.InvariantCulture, $"试验甲,{Number(n)},黎城县,东阳关镇,东阳关村,独居\r\n");
        var file = Path.Combine(folder, $"elders-{sheet}.csv");
        File.WriteAllText(file, text.ToString(), Encoding.UTF8);
        return file;
    }

    /// <summary>Under a prefix that was never issued, with a check digit that holds.</summary>
    private static string Number(int n)
    {
        var body = $"990101{new DateOnly(1941, 3, 2).AddDays(n):yyyyMMdd}{(n % 990) + 1:D3}";
        return body + "10X98765432"[body.Zip(Weights, (digit, weight) => (digit - '0') * weight).Sum() % 11];
    }
}
