using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tanfang.Access;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.TestKit;
using Tanfang.Tests.Visits;
using Xunit;

namespace Tanfang.Tests.Access;

/// <summary>Somebody about whom is asked, under a name that stands nowhere else.</summary>
internal sealed record Stranger(string Name, Person Person);

/// <summary>Somebody who asks, and those of whom they may learn nothing.</summary>
internal sealed record Asker(string What, Session Session, IReadOnlyList<Stranger> Strangers)
{
    public override string ToString() => What;
}

/// <summary>
/// One office with everybody who may ask, as seen from the village of 测试本村: officers there and of the places above, readers, administrators, whoever
/// was revoked, has expired or never signed in; and people next door, in the village beside, in the township itself, in another county, and moved away.
/// </summary>
internal sealed class Askers : IAsyncDisposable
{
    public const string Other = "140403";
    public const string Own = "测试本村";
    private const string County = "140426";
    private const string Township = "140426101";
    private const string Village = "140426101201";
    private const string Sibling = "140426101202";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private Askers(TestHost host) => Host = host;

    public TestHost Host { get; }

    public IReadOnlyList<Asker> All { get; private set; } = [];

    public Stranger Mine { get; private set; } = null!;

    public IReadOnlyList<Stranger> Others { get; private set; } = [];

    /// <param name="change">What is put in the place of one of the application's services.</param>
    public static async Task<Askers> Gather(Store store, Action<IServiceCollection>? change = null)
    {
        var host = await TestHost.StartAsync(store, change: change);
        var askers = new Askers(host);
        await askers.Settle();
        await askers.SignIn();
        return askers;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var asker in All)
            asker.Session.Dispose();
        await Host.DisposeAsync();
    }

    private async Task Settle()
    {
        await using var db = Host.Store.Open();
        var there = await db.Divisions.FirstAsync(
            d =>
                d.TownshipId != null
                && d.TownshipId != d.Id
                && db.Divisions.Any(c => c.Code == Other && c.Id == d.CountyId),
            Cancel
        );
        Mine = await Add(Own, Village);
        Others =
        [
            await Add("测试邻居", Village),
            await Add("测试邻里", Sibling),
            await Add("测试镇上", Township),
            await Add("测试异乡", there.Code),
            await Add("测试迁走", Village),
        ];
        // Visited here, and living there since.
        var moved = Others[^1].Person;
        db.ElderFacts.Add(
            new ElderFact
            {
                Id = Guid.CreateVersion7(),
                ElderId = moved.Elder,
                Kind = FactKind.Residence,
                On = Host.Clock.ChinaDay,
                RecordedAt = Host.Clock.GetUtcNow(),
                DivisionId = there.Id,
                RecordedBy = "local",
            }
        );
        await db.SaveChangesAsync(Cancel);
        await db
            .Elders.Where(e => e.Id == moved.Elder)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.HomeId, there.Id), Cancel);
    }

    private async Task<Stranger> Add(string name, string code)
    {
        var elder = await Host.AddElder(name);
        await using var db = Host.Store.Open();
        var home = await db.Divisions.SingleAsync(d => d.Code == code, Cancel);
        await db
            .Elders.Where(e => e.Id == elder)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.HomeId, home.Id), Cancel);
        db.Contacts.Add(
            new Contact
            {
                Id = Guid.CreateVersion7(),
                ElderId = elder,
                CallingOrder = 1,
                Name = $"{name}的亲属",
            }
        );
        await db.SaveChangesAsync(Cancel);
        var visit = await WallTests.Visit(Host, elder);
        return new Stranger(name, new Person(elder, visit, home.Id));
    }

    private async Task SignIn()
    {
        var visitor = await SignInTests.Visitor(Host);
        await WallTests.Assign(Host, Mine.Person.Elder, visitor);
        IReadOnlyList<Stranger> everybody = [Mine, .. Others];
        var (beside, outside, far) = (Others, Others.Skip(1).ToList(), Others.Skip(3).ToList());
        var walking = await Session.SignedIn(Host, Role.Visitor, Village, visitor);
        All =
        [
            new("visitor", walking, beside),
            new("visitor's device", await Device(walking), beside),
            new("village officer", await Session.SignedIn(Host, Role.VillageOfficer, Village), outside),
            new("township officer", await Session.SignedIn(Host, Role.TownshipOfficer, Township), far),
            new("county officer", await Session.SignedIn(Host, Role.CountyOfficer, County), far),
            new("inspector", await Session.SignedIn(Host, Role.Inspector, County), far),
            new("reader", await Session.SignedIn(Host, Role.Reader, County), everybody),
            new("administrator", await Session.SignedIn(Host, Role.Administrator, County), everybody),
            new("revoked", await Gone("revoked"), everybody),
            new("expired", await Gone("expired"), everybody),
            new("nobody", new Session(Host), everybody),
        ];
    }

    private async Task<Session> Device(Session of)
    {
        var device = new Session(Host).As(of.Role);
        await Session.SignInDevice(device.Client, $"{Role.Visitor}{Village}");
        return device;
    }

    /// <summary>Signed in as one who saw the strangers' county, and then not any more.</summary>
    private async Task<Session> Gone(string how)
    {
        var gone = await Session.SignedIn(Host, Role.CountyOfficer, Other, name: how);
        await using var db = Host.Store.Open();
        var grants = db.Grants.Where(g => db.Accounts.Any(a => a.Id == g.AccountId && a.UserName == how));
        if (how == "expired")
            await grants.ExecuteUpdateAsync(s => s.SetProperty(g => g.Until, Host.Clock.ChinaDay), Cancel);
        else
            await grants.ExecuteUpdateAsync(s => s.SetProperty(g => g.EndedAt, Host.Clock.GetUtcNow()), Cancel);
        return gone.As(null);
    }
}
