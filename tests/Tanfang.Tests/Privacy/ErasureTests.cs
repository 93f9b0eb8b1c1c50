using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Data;
using Tanfang.Obligations.Running;
using Tanfang.Privacy;
using Tanfang.Privacy.Erasing;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Access;
using Tanfang.Tests.Registry;
using Xunit;

namespace Tanfang.Tests.Privacy;

/// <summary>Somebody is erased by two people; what was counted stays counted.</summary>
public sealed class ErasureTests
{
    private const string County = "140426";
    private static readonly string[] Months = ["2026-11", "2026-12", "2027-01"];
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Erased_person_is_found_nowhere_and_ended_months_keep_their_figures(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var marks = new Marks(9);
        var office = new MarkedOffice(host, marks);
        await office.Fill(12);
        var (elder, (name, _, number)) = (office.Elders[0], office.People[0]);
        await using (var db = host.Store.Open())
        {
            Assert.True(await db.ImportReviews.AnyAsync(r => r.CandidateId == elder, Cancel));
        }

        host.Clock.ChinaDay = new DateOnly(2027, 1, 20);
        await host.Do<RunDaily>(daily => daily.Run(Cancel));
        Assert.Empty(await host.EnterFact(elder, "leave", ("Form.Key", "died"), ("Form.On", "2027-01-10")));
        using var first = await Session.SignedIn(host, Role.CountyOfficer, County, name: "first");
        using var second = await Session.SignedIn(host, Role.CountyOfficer, County, name: "second");
        var figures = await Figures(second);
        Assert.Contains(name, await Bytes(host), StringComparison.Ordinal);

        var asked = await first.Post($"/elders/{elder}/erasure", ("Basis", "kinAsked"), ("Check", "kinPaper"));
        Assert.Equal("/erasures", asked.Headers.Location?.OriginalString);
        var id = await Waiting(host);
        var own = await (
            await first.Post("/erasures", ("ids", $"{id}"), ("approve", "true"))
        ).Content.ReadAsStringAsync(Cancel);
        Assert.Contains("提出人不能批准自己提出的删除", WebUtility.HtmlDecode(own), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await second.Get($"/elders/{elder}")).StatusCode);

        var approved = await second.Post("/erasures", ("ids", $"{id}"), ("approve", "true"));

        Assert.Equal("/erasures", approved.Headers.Location?.OriginalString);
        Assert.Equal(figures, await Figures(second));
        Assert.Equal(
            $"/elders/{elder}/erased",
            (await second.Get($"/elders/{elder}")).Headers.Location?.OriginalString
        );
        Assert.Contains(
            "已于 2027-01-20 按规定删除",
            await second.Read($"/elders/{elder}/erased"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            EraseElder.Name,
            WebUtility.HtmlDecode(await second.Read("/erasures")),
            StringComparison.Ordinal
        );
        foreach (var text in new[] { name, number, number[..18] })
        {
            var found = await second.Read($"{(await second.Post("/search", ("text", text))).Headers.Location}");
            Assert.DoesNotContain($"/elders/{elder}", found, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(name, await Bytes(host), StringComparison.Ordinal);
        await NoPageKnows(host, second, elder, name);
        await using (var db = host.Store.Open())
        {
            var changes = await db.Changes.Where(c => c.SubjectId == elder.ToString("N")).ToListAsync(Cancel);
            var accounts = await db.Accounts.ToDictionaryAsync(a => a.UserName!, a => a.Id.ToString("N"), Cancel);
            Assert.Single(changes, c => c.Action == "erasure.asked" && c.ActorId == accounts["first"]);
            Assert.Single(changes, c => c.Action == "elder.erased" && c.ActorId == accounts["second"]);
        }

        // Days go by and everything is counted anew: nobody comes back, no figure moves.
        await host.Do<RunDaily>(daily => daily.Run(Cancel, everybody: true));
        Assert.Equal(figures, await Figures(second));
        var listed = new ErasedPeople(host.Store.Options).Read();
        Assert.Equal([elder], listed.Select(e => e.ElderId));
    }

    [Theory, BothStores]
    public async Task Whoever_is_enrolled_or_within_the_period_is_kept(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (here, left) = (await host.Enrol(), await host.Enrol(Desk.Draft("测试乙")));
        await host.EnterFact(left, "leave", ("Form.Key", "moved"), ("Form.On", "2026-11-01"));

        Assert.Equal("erasure.enrolled", await Ask(host, here, "selfAsked", "idCard"));
        Assert.Equal("erasure.tooEarly", await Ask(host, left, ErasureWords.Retention));
        Assert.Equal("erasure.check", await Ask(host, left, "selfAsked"));
        Assert.Equal("erasure.basis", await Ask(host, left, "nonsense"));
        Assert.Equal("", await Ask(host, left, "selfAsked", "idCard"));
        Assert.Equal("erasure.waiting", await Ask(host, left, "wrong"));
        Assert.Equal("erasure.samePerson", await Answer(host, Actor.Local));
        Assert.Equal("erasure.gone", await Answer(host, new Actor("b", "乙"), Scope.Nothing));

        // Who comes back before the answer is kept.
        await host.EnterFact(left, "return", ("Form.On", "2026-11-18"));
        Assert.Equal("erasure.enrolled", await Answer(host, new Actor("b", "乙")));
    }

    [Theory, BothStores]
    public async Task Spouse_of_the_erased_keeps_the_household_under_the_own_key(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (gone, stays) = (await host.Enrol(), await host.Enrol(Desk.Draft("测试乙")));
        var household = Guid.CreateVersion7();
        var vault = Vault.Open(host.Store.Options.KeyFile);
        await using (var db = host.Store.Open())
        {
            var both = await db.Elders.Where(e => e.Id == gone || e.Id == stays).ToListAsync(Cancel);
            both.ForEach(e => e.HouseholdId = household);
            var seal = vault.SealOf(both.Single(e => e.Id == gone));
            await db.HouseholdMembers.Where(m => m.ElderId == gone || m.ElderId == stays).ExecuteDeleteAsync(Cancel);
            foreach (var (who, at) in new (Guid?, int)[] { (gone, 0), (stays, 1), (null, 2) })
            {
                var id = Guid.CreateVersion7();
                db.HouseholdMembers.Add(
                    new HouseholdMember
                    {
                        Id = id,
                        HouseholdId = household,
                        Position = at,
                        ElderId = who,
                        SealedFor = gone,
                        Name = $"测试{at}",
                        Health = ElderSecrets.CloseMemberHealth(seal, id, $"身体{at}"),
                    }
                );
            }

            await db.SaveChangesAsync(Cancel);
        }

        await Erase(host, gone);

        var page = await host.Page($"/elders/{stays}");
        Assert.Contains("身体1", page, StringComparison.Ordinal);
        Assert.Contains("身体2", page, StringComparison.Ordinal);
        Assert.DoesNotContain("身体0", page, StringComparison.Ordinal);
    }

    /// <summary>One asks, another approves.</summary>
    internal static async Task Erase(TestHost host, Guid elder)
    {
        await host.EnterFact(elder, "leave", ("Form.Key", "died"), ("Form.On", "2026-11-01"));
        Assert.Equal("", await Ask(host, elder, "kinAsked", "kinPaper"));
        Assert.Equal("", await Answer(host, new Actor("b", "乙")));
    }

    private static async Task<string> Ask(TestHost host, Guid elder, string basis, string? check = null)
    {
        var wish = new ErasureWish(elder, basis, check);
        var result = await host.Do<AskErasure, Result<Guid>>(a => a.Run(Scope.Everything, Actor.Local, wish, Cancel));
        return result.Refusals.FirstOrDefault()?.Code ?? "";
    }

    private static async Task<string> Answer(TestHost host, Actor who, Scope? scope = null)
    {
        var id = await Waiting(host);
        var result = await host.Do<AnswerErasure, Result<bool>>(a =>
            a.Run(scope ?? Scope.Everything, who, id, approve: true, Cancel)
        );
        return result.Refusals.FirstOrDefault()?.Code ?? "";
    }

    private static async Task<Guid> Waiting(TestHost host)
    {
        await using var db = host.Store.Open();
        return await db.Erasures.Where(e => e.State == ErasureState.Waiting).Select(e => e.Id).SingleAsync(Cancel);
    }

    private static async Task<string> Figures(Session session)
    {
        var all = new StringBuilder();
        foreach (var month in Months)
        {
            // Each answer says when it was asked.
            var text = await session.Read($"/api/v1/rates?division={County}&month={month}");
            all.Append(text[text.IndexOf("\"rows\"", StringComparison.Ordinal)..]);
        }

        return all.ToString();
    }

    /// <summary>The embedded store byte by byte; of PostgreSQL what every table holds.</summary>
    private static async Task<string> Bytes(TestHost host)
    {
        var all = new StringBuilder();
        if (host.Store.Options.Postgres is { } postgres)
        {
            foreach (var (_, bytes) in await CanaryTests.Tables(postgres))
            {
                all.Append(Encoding.UTF8.GetString(bytes));
            }

            return all.ToString();
        }

        foreach (var file in Directory.EnumerateFiles(host.Store.Options.Directory, "tanfang.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            all.Append(await reader.ReadToEndAsync(Cancel));
        }

        return all.ToString();
    }

    /// <summary>Whatever the running program answers to, asked about the erased one.</summary>
    private static async Task NoPageKnows(TestHost host, Session session, Guid elder, string name)
    {
        await using var db = host.Store.Open();
        var visit = await db.Visits.Where(v => v.ElderId == elder).Select(v => v.Id).FirstAsync(Cancel);
        var home = await db.Elders.Where(e => e.Id == elder).Select(e => e.HomeId).SingleAsync(Cancel);
        foreach (var path in host.Endpoints.SelectMany(e => Strangers.Paths(e, new Person(elder, visit, home))))
        {
            using var answer = await session.Get(path);
            Assert.True((int)answer.StatusCode < 500, $"{path} answered {answer.StatusCode}");
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.False(text.Contains(name, StringComparison.Ordinal), $"{path} knows the name");
        }
    }
}
