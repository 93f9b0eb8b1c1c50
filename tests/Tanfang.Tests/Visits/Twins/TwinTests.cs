using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tanfang.Access;
using Tanfang.Access.SigningIn;
using Tanfang.TestKit;
using Tanfang.Tests.Access;
using Xunit;

namespace Tanfang.Tests.Visits.Twins;

/// <summary>
/// Random lives of phones: what they saved is at the office exactly once, or waits there with its reason, whatever befell the lines between. TANFANG_TWINS=10000 makes the long run,
/// TANFANG_SEED other lives.
/// </summary>
public sealed class TwinTests
{
    private static readonly int Lives = Given("TANFANG_TWINS") ?? 12;
    private static readonly int Seed = Given("TANFANG_SEED") ?? 20261128;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Whatever_befalls_the_line_each_record_is_there_once_or_waits_with_a_reason(Store store)
    {
        // All these phones come from one address.
        await using var host = await TestHost.StartAsync(
            store,
            change: services => services.AddSingleton(new TriesOfAnAddress(int.MaxValue))
        );
        using var village = await Village.Settle(host);
        for (var life = 0; life < Lives; life++)
        {
            var chance = new Random(Mixed(Seed, life));
            var elder = village.Elders[life % village.Elders.Count];
            PhoneTwin[] phones = [await village.Phone(chance), await village.Phone(chance)];
            var revoked = await Live(host, village, phones, elder, chance);
            await Heal(host, phones, revoked);
            await Check(host, [.. phones.SelectMany(p => p.Records)], $"{store}, TANFANG_SEED={Seed}, life {life}");
        }
    }

    [Theory, BothStores]
    public async Task Upload_cut_at_two_hundred_places_arrives_whole_at_the_next_try(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        using var village = await Village.Settle(host);
        var chance = new Random(Seed);
        var phone = await village.Phone(chance, exact: true);
        Record(host, phone, village.Elders[0], chance);
        var saved = phone.Records[0];

        for (var cut = 0; cut < 200; cut++)
            await phone.Send(host.Clock.GetUtcNow(), Fate.Cut, chance.Next());
        await using (var db = host.Store.Open())
        {
            Assert.False(await db.RecordReceipts.AnyAsync(Cancel));
        }

        Assert.True(await phone.Send(host.Clock.GetUtcNow(), Fate.Whole, 0));
        await Check(host, phone.Records, $"{store}");
        await using var after = host.Store.Open();
        Assert.Equal(saved.Hash, Convert.ToHexStringLower((await after.RecordReceipts.SingleAsync(Cancel)).Hash));
    }

    private static async Task<bool> Live(TestHost host, Village village, PhoneTwin[] phones, Guid elder, Random chance)
    {
        var revoked = false;
        for (var step = 0; step < 12; step++)
        {
            var phone = phones[chance.Next(phones.Length)];
            switch (chance.Next(10))
            {
                case < 5:
                    Record(host, phone, elder, chance);
                    break;
                case < 9:
                    await phone.Send(host.Clock.GetUtcNow(), (Fate)chance.Next(3), chance.Next());
                    break;
                default:
                    if (!revoked && chance.Next(3) == 0)
                        revoked = await village.Revoke(phones);
                    break;
            }
        }

        return revoked;
    }

    /// <summary>The line holds again: a few tries and nothing waits any more.</summary>
    private static async Task Heal(TestHost host, PhoneTwin[] phones, bool revoked)
    {
        foreach (var phone in phones)
        {
            for (var attempt = 0; phone.Waiting.Any(); attempt++)
            {
                Assert.True(attempt < 5, "a queue does not empty");
                if (!await phone.Send(host.Clock.GetUtcNow(), Fate.Whole, 0))
                {
                    Assert.True(revoked, "let in no more, and nobody revoked it");
                    await phone.HandOver(attempt == 0 ? Fate.Unheard : Fate.Whole, 0);
                }
            }
        }
    }

    private static async Task Check(TestHost host, IReadOnlyList<Saved> records, string which)
    {
        await using var db = host.Store.Open();
        var ids = records.Select(r => r.Id).ToList();
        var visits = await db.Visits.Where(v => ids.Contains(v.Id)).Select(v => v.Id).ToListAsync(Cancel);
        var waiting = await db.Quarantine.Where(q => ids.Contains(q.ItemId)).ToListAsync(Cancel);
        var receipts = await db.RecordReceipts.Where(r => ids.Contains(r.ItemId)).ToListAsync(Cancel);
        var kept = visits.Concat(waiting.Select(q => q.ItemId)).ToList();
        Assert.True(kept.Order().SequenceEqual(ids.Order()), $"{which}: saved {ids.Count}, kept {kept.Count}");
        Assert.All(waiting, q => Assert.NotEmpty(q.Reason));
        foreach (var record in records)
        {
            var receipt = receipts.Single(r => r.ItemId == record.Id);
            Assert.True(receipt.Receipt == record.Receipt, $"{which}: another receipt");
            Assert.True(Convert.ToHexStringLower(receipt.Hash) == record.Hash, $"{which}: other bytes");
        }
    }

    private static void Record(TestHost host, PhoneTwin phone, Guid elder, Random chance)
    {
        var (id, kind) = (Id(host), chance.Next(4) == 0 ? "attempt" : "visit");
        phone.Save(id, Text(host, phone, elder, chance, id, kind));
    }

    private static string Text(TestHost host, PhoneTwin phone, Guid elder, Random chance, Guid id, string kind)
    {
        var at = host.Clock.GetUtcNow() + phone.Wrong;
        return host.Item(
            elder,
            kind == "visit" ? Body(chance) : """ "result":"notAtHome","visitors":["李探访"] """,
            id,
            kind,
            day: at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            recordedAt: at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        );
    }

    /// <summary>One in eight says what no form has: a phone with a fault of ours must not lose it either.</summary>
    private static string Body(Random chance) =>
        chance.Next(8) == 0
            ? """ "mode":"onSite","gas":"perhaps","visitors":["李探访"] """
            : $$""" "mode":"onSite","gas":"safe","suggestion":"{{new string('好', chance.Next(1, 200))}}","visitors":["李探访"] """;

    private static Guid Id(TestHost host) => host.NewId();

    private static int Mixed(int seed, int life) => unchecked((seed * 397) ^ life);

    private static int? Given(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var n) ? n : null;

    /// <summary>A visitor with some people, and as many phones as are asked for.</summary>
    private sealed class Village(TestHost host, Guid account, JsonNode key) : IDisposable
    {
        private readonly HttpClient line = host.NewClient();
        private readonly List<(PhoneTwin Phone, Guid Device)> issued = [];

        public List<Guid> Elders { get; private init; } = [];

        public static async Task<Village> Settle(TestHost host)
        {
            var visitor = await SignInTests.Visitor(host);
            var elders = new List<Guid>();
            for (var n = 0; n < 5; n++)
            {
                elders.Add(await host.AddElder($"测试{(char)('甲' + n)}"));
                await WallTests.Assign(host, elders[^1], visitor);
            }

            var account = await Session.Create(host, "fang", Role.Visitor, "140426101201", visitor);
            using var device = host.NewClient();
            await Session.SignInDevice(device, "fang");
            var told = (await device.GetFromJsonAsync<JsonNode>("/api/v1/phone", Cancel))!;
            return new Village(host, account.Id, told["sealTo"]!) { Elders = elders };
        }

        public async Task<PhoneTwin> Phone(Random chance, bool exact = false)
        {
            var token = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray());
            var device = new DeviceToken
            {
                Id = Guid.CreateVersion7(),
                AccountId = account,
                Hash = DeviceToken.HashOf(token),
                IssuedAt = host.Clock.GetUtcNow(),
            };
            await using var db = host.Store.Open();
            db.DeviceTokens.Add(device);
            await db.SaveChangesAsync(Cancel);
            var wrong = exact ? TimeSpan.Zero : TimeSpan.FromHours(chance.Next(-26, 27));
            var phone = new PhoneTwin(line, token, key, wrong);
            issued.Add((phone, device.Id));
            return phone;
        }

        public void Dispose() => line.Dispose();

        public async Task<bool> Revoke(PhoneTwin[] phones)
        {
            var ids = issued.Where(i => phones.Contains(i.Phone)).Select(i => i.Device).ToList();
            await using var db = host.Store.Open();
            await db
                .DeviceTokens.Where(t => ids.Contains(t.Id))
                .ExecuteUpdateAsync(s => s.SetProperty(t => t.RevokedAt, host.Clock.GetUtcNow()), Cancel);
            return true;
        }
    }
}
