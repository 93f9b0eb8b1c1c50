using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.EndToEnd.Kills;

public sealed class RecordKills
{
    private const int Phones = 4;
    private const int Elders = 6;

    /// <summary>What a phone keeps: the bytes it sent and, once it heard of them, the receipt.</summary>
    private sealed record Sent(string Item)
    {
        public string? Receipt { get; set; }
    }

    [Theory, BothStores]
    public async Task What_a_killed_server_acknowledged_is_there_once_and_what_it_did_not_can_be_sent_again(Store store)
    {
        var chance = Seeds.Chance(nameof(RecordKills), store);
        await using var own = await TestStore.CreateAsync(store);
        var elders = await Places.AddPeople(own.Options, Elders);
        var all = new ConcurrentDictionary<Guid, Sent>();
        var open = new List<Guid>();
        var acknowledgedBeforeKill = 0;
        for (var run = 0; run < Seeds.Runs(18); run++)
        {
            using var server = Victim.Start(own.Options, "serve", "--no-demo", "--urls", "http://127.0.0.1:0");
            using var client = new HttpClient { BaseAddress = await AddressOf(server) };
            await SendAgain(client, all, open);

            open.Clear();
            var phones = Enumerable
                .Range(0, Phones)
                .Select(n => Record(client, all, elders, new Random(chance.Next())));
            var recording = Task.WhenAll(phones.ToArray());
            await Acknowledged(all, chance.Next(0, 40));
            await Task.Delay(chance.Next(0, 12), TestContext.Current.CancellationToken);
            server.Kill();
            open.AddRange((await recording).SelectMany(ids => ids));
            acknowledgedBeforeKill += open.Count(id => all[id].Receipt is not null);
            await server.End();
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{all.Count} sent, {acknowledgedBeforeKill} acknowledged before a kill"
        );
        Assert.InRange(acknowledgedBeforeKill, 1, all.Count - 1);
        await Look.IntoSound(own.Options, db => CheckAll(db, all));
    }

    /// <summary>Whatever the last server was told: acknowledged comes back with its receipt, the rest is taken now.</summary>
    private static async Task SendAgain(HttpClient client, ConcurrentDictionary<Guid, Sent> all, List<Guid> open)
    {
        foreach (var batch in open.Chunk(50))
        {
            var answers = await Post(client, [.. batch.Select(id => all[id].Item)]);
            foreach (var (id, answer) in batch.Zip(answers))
            {
                var receipt = (string?)answer!["receipt"];
                if (all[id].Receipt is { } first)
                {
                    Assert.Equal("duplicate", (string?)answer["outcome"]);
                    Assert.Equal(first, receipt);
                }
                else
                {
                    Assert.Contains((string?)answer["outcome"], (string[])["accepted", "duplicate"]);
                    all[id].Receipt = receipt;
                }
            }
        }
    }

    /// <summary>Until so many more were acknowledged: the kill falls into the work, however slow the machine is.</summary>
    private static async Task Acknowledged(ConcurrentDictionary<Guid, Sent> all, int more)
    {
        var before = all.Count(s => s.Value.Receipt is not null);
        while (all.Count(s => s.Value.Receipt is not null) < before + more)
            await Task.Delay(5, TestContext.Current.CancellationToken);
    }

    /// <summary>One phone sends small batches until the server is gone; answers what it sent.</summary>
    private static async Task<List<Guid>> Record(
        HttpClient client,
        ConcurrentDictionary<Guid, Sent> all,
        List<Guid> elders,
        Random chance
    )
    {
        var mine = new List<Guid>();
        try
        {
            while (true)
            {
                var batch = Enumerable.Range(0, chance.Next(1, 5)).Select(_ => Guid.CreateVersion7()).ToList();
                foreach (var id in batch)
                    all[id] = new Sent(Item(id, elders[chance.Next(elders.Count)]));
                mine.AddRange(batch);
                var answers = await Post(client, [.. batch.Select(id => all[id].Item)]);
                foreach (var (id, answer) in batch.Zip(answers))
                {
                    Assert.Equal("accepted", (string?)answer!["outcome"]);
                    all[id].Receipt = (string?)answer["receipt"];
                }
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            return mine;
        }
    }

    private static async Task<bool> CheckAll(Data.TanfangDb db, ConcurrentDictionary<Guid, Sent> all)
    {
        var visits = await db.Visits.AsNoTracking().ToListAsync();
        var here = visits.Select(v => v.Id).ToHashSet();
        Assert.DoesNotContain(all, s => s.Value.Receipt is not null && !here.Contains(s.Key));
        Assert.Equal(here.Count, await db.RecordReceipts.CountAsync());
        Assert.Equal(0, await db.Quarantine.CountAsync());
        foreach (var elder in await db.Elders.AsNoTracking().ToListAsync())
        {
            // 第 n 次 without a gap and without a double, and the count in the file agrees.
            var ordinals = visits.Where(v => v.ElderId == elder.Id).Select(v => v.Ordinal!.Value).Order();
            Assert.Equal(Enumerable.Range(1, elder.VisitCount), ordinals);
        }

        return true;
    }

    private static async Task<JsonArray> Post(HttpClient client, string[] items)
    {
        using var content = new StringContent(
            $$"""{"sentAt":"{{TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}}","items":[{{string.Join(',', items)}}]}""",
            null,
            "application/json"
        );
        using var answer = await client.PostAsync(new Uri("/api/v1/records", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["items"]!.AsArray();
    }

    private static string Item(Guid id, Guid elder)
    {
        var now = TimeProvider.System.GetUtcNow();
        return $$$"""
            {"id":"{{{id}}}","kind":"visit","elderId":"{{{elder}}}","happenedOn":"{{{now.AddHours(8):yyyy-MM-dd}}}",
             "recordedAt":"{{{now:yyyy-MM-dd'T'HH:mm:ss'Z'}}}","formVersion":"1",
             "body":{"mode":"onSite","gas":"safe","visitors":["李探访"]}}
            """;
    }

    private static async Task<Uri> AddressOf(Victim server)
    {
        while (await server.ReadLine() is { } line)
        {
            if (line.IndexOf("http://", StringComparison.Ordinal) is >= 0 and var at)
                return new Uri(line[at..].Trim());
        }

        throw new InvalidOperationException("the server did not start: " + server.Said);
    }
}
