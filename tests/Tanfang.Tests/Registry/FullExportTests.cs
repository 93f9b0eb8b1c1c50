using System.Net;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Demo;
using Tanfang.Registry.Browsing;
using Tanfang.Registry.Exporting;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Access;
using Xunit;

namespace Tanfang.Tests.Registry;

/// <summary>Many people leave whole only when a second person agrees, marked and written down.</summary>
public sealed class FullExportTests
{
    private const string County = "140426";
    private const string Number = "990101194103026027";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task A_whole_list_leaves_when_a_second_person_agrees_each_row_marked_with_who_took_it(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await Enrol(host);
        using var asker = await Session.SignedIn(host, Role.CountyOfficer, County, name: "jia");
        using var colleague = await Session.SignedIn(host, Role.CountyOfficer, County, name: "yi");
        using var elsewhere = await Session.SignedIn(host, Role.CountyOfficer, "140403", name: "bing");

        var id = await Ask(host, asker);
        var early = await Fetch(asker, id);
        var own = await Answer(asker, id);
        var foreign = await Answer(elsewhere, id);
        Assert.Contains("还没有批准", early.Text, StringComparison.Ordinal);
        Assert.Contains("要由另一个人批准", own.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.DoesNotContain("核对补贴名单", await elsewhere.Read("/exports"), StringComparison.Ordinal);
        Assert.Contains("核对补贴名单", await colleague.Read("/exports"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await Answer(colleague, id)).Status);
        Assert.Contains("已经答复过", (await Answer(colleague, id, approve: false)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Fetch(colleague, id)).Status);
        var file = await Fetch(asker, id);

        using var book = SpreadsheetDocument.Open(new MemoryStream(file.Bytes), false);
        var sheet = book.WorkbookPart!.WorksheetParts.Single().Worksheet!;
        Assert.Contains(Number, sheet.InnerText, StringComparison.Ordinal);
        Assert.Contains("13900005678", sheet.InnerText, StringComparison.Ordinal);
        // In the line above, on the row, at head and foot of the paper.
        Assert.Equal(4, sheet.InnerText.Split("姓名jia 2026-11-19 10:00").Length - 1);
        await using var db = host.Store.Open();
        Assert.Equal(
            ["export.approved", "export.asked", "export.fetched"],
            await db
                .Changes.Where(c => c.Action.StartsWith("export."))
                .Select(c => c.Action)
                .Order()
                .ToListAsync(Cancel)
        );
        Assert.Equal(1, (await db.FullExports.SingleAsync(Cancel)).Fetched);
    }

    [Theory]
    [BothStores(-1, true)]
    [BothStores(0, false)]
    public async Task What_was_approved_can_be_fetched_for_a_day(Store store, int secondsAfter, bool holds)
    {
        await using var host = await TestHost.StartAsync(store);
        var at = host.Clock.GetUtcNow();
        var approved = Approved(at);

        Assert.Equal(holds, approved.HoldsAt(at + FullExport.FetchWithin + TimeSpan.FromSeconds(secondsAfter)));
        approved.Answer = ExportState.Asked;
        Assert.Equal(holds, approved.WaitsAt(at + FullExport.AnswerWithin + TimeSpan.FromSeconds(secondsAfter)));
        Assert.False(approved.HoldsAt(at));
    }

    [Theory]
    [InlineData("", "identity", "核对补贴名单用", "没有选区划")]
    [InlineData("140403", "identity", "核对补贴名单用", "不在您的数据范围内")]
    [InlineData(County, "", "核对补贴名单用", "没有选择用途")]
    [InlineData(County, "identity", "核对", "没有写明用来做什么")]
    public async Task A_wish_without_place_purpose_or_reason_is_refused(
        string division,
        string purpose,
        string words,
        string why
    )
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        await Enrol(host);
        using var asker = await Session.SignedIn(host, Role.CountyOfficer, County);

        var answer = await asker.Post("/exports/new", ("Division", division), ("Purpose", purpose), ("Words", words));

        Assert.Contains(why, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await using var db = host.Store.Open();
        Assert.False(await db.FullExports.AnyAsync(Cancel));
    }

    [Fact]
    public async Task Without_sign_in_nothing_leaves_whole()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        await Enrol(host);

        using var answer = await host.SubmitAsync(
            "/exports/new",
            ("Division", County),
            ("Purpose", "identity"),
            ("Words", "核对补贴名单用")
        );

        Assert.Contains("尚未启用登录", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FullExport.MostPeople, true)]
    [InlineData(FullExport.MostPeople + 1, false)]
    public async Task Two_thousand_people_at_a_time_and_nobody_more(int people, bool taken)
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        var recipe = new DemoRecipe(County, FullExport.MostPeople + 200, 1, 5, host.Clock.ChinaDay);
        await host.Do<MakeDemo, Result<DemoMade>>(demo => demo.Run(recipe, Cancel));
        using var asker = await Session.SignedIn(host, Role.CountyOfficer, County);
        await LeaveIn(host, people);

        var answer = await asker.Post(
            "/exports/new",
            ("Division", County),
            ("Purpose", "identity"),
            ("Words", "核对补贴名单，用后删除")
        );

        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(!taken, text.Contains($"共 {people} 人，一次最多 2000 人", StringComparison.Ordinal));
        await using var db = host.Store.Open();
        Assert.Equal(taken, await db.FullExports.AnyAsync(e => e.People == people, Cancel));
    }

    /// <summary>Moves people out of the county until so many are left on its list.</summary>
    private static async Task LeaveIn(TestHost host, int people)
    {
        await using var db = host.Store.Open();
        var county = (await db.Divisions.SingleAsync(d => d.Code == County, Cancel)).Id;
        var elsewhere = (
            await db.Divisions.FirstAsync(d => d.Code.StartsWith("140403") && d.Code.Length == 12, Cancel)
        ).Id;
        var filter = new ElderFilter { DivisionId = county, Size = 200 };
        var listed = await host.Do<FindElders, Page<ElderRow>>(find => find.Run(Scope.Everything, filter, Cancel));
        var ids = listed.Items.Select(r => r.Id).Take(listed.Total - people).ToList();
        Assert.Equal(listed.Total - people, ids.Count);
        await db
            .Elders.Where(e => ids.Contains(e.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.HomeId, elsewhere), Cancel);
    }

    private static FullExport Approved(DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            AskedBy = "a",
            AskedAt = at,
            DivisionId = 1,
            Purpose = "identity",
            Words = "核对补贴名单用",
            People = 1,
            Answer = ExportState.Approved,
            AnsweredAt = at,
        };

    private static Task<Guid> Enrol(TestHost host) =>
        host.Enrol(Desk.Draft("测整单") with { IdNumber = Number, Phone = "13900005678" });

    private static async Task<Guid> Ask(TestHost host, Session asker)
    {
        var answer = await asker.Post(
            "/exports/new",
            ("Division", County),
            ("Purpose", "identity"),
            ("Words", "核对补贴名单用，用后删除")
        );
        Assert.Equal("/exports", answer.Headers.Location?.OriginalString);
        await using var db = host.Store.Open();
        return (await db.FullExports.SingleAsync(Cancel)).Id;
    }

    private static Task<(HttpStatusCode Status, string Text, byte[] Bytes)> Answer(
        Session session,
        Guid id,
        bool approve = true
    ) => Do(session, "Answer", ("id", id.ToString()), ("approve", approve ? "true" : "false"));

    private static Task<(HttpStatusCode Status, string Text, byte[] Bytes)> Fetch(Session session, Guid id) =>
        Do(session, "Fetch", ("id", id.ToString()));

    private static async Task<(HttpStatusCode Status, string Text, byte[] Bytes)> Do(
        Session session,
        string handler,
        params (string, string)[] fields
    )
    {
        // A page with nothing to answer carries no token; the page of a new wish does.
        var token = Session.TokenIn(await session.Read("/exports/new"));
        using var form = new FormUrlEncodedContent([
            .. fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2)),
            KeyValuePair.Create("__RequestVerificationToken", token),
        ]);
        using var answer = await session.Client.PostAsync(
            new Uri($"/exports?handler={handler}", UriKind.Relative),
            form,
            Cancel
        );
        return (
            answer.StatusCode,
            await answer.Content.ReadAsStringAsync(Cancel),
            await answer.Content.ReadAsByteArrayAsync(Cancel)
        );
    }
}
