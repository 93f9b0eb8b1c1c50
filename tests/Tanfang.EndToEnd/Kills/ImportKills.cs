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
        var runs = Seeds.Runs(6);
        var files = Enumerable.Range(0, runs + 1).Select(n => Sheet(own.Options.Directory, n)).ToList();
        var whole = await Victim.Run(own.Options, "import", "elders", files[runs]);
        var notBegun = new List<string>();
        var people = await People(own);
        Assert.Equal(Rows, people);
        foreach (var file in files.Take(runs))
        {
            await Victim.KillAfter(whole * (0.3 + (0.75 * chance.NextDouble())), own.Options, "import", "elders", file);

            var now = await People(own);
            Assert.True(now == people || now == people + Rows, $"{now} people after {people}");
            if (now == people)
                notBegun.Add(file);
            people = now;
        }

        foreach (var file in notBegun.Append(files[0]))
            await Victim.Run(own.Options, "import", "elders", file);
        Assert.Equal((runs + 1) * Rows, await People(own));
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
