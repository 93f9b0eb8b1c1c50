using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Registry;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Xunit;

namespace Tanfang.Tests.Access;

/// <summary>Whoever reads for an area reads masked; the whole of one person costs a purpose, and is written down.</summary>
public sealed class MaskTests
{
    private const string County = "140426";
    private const string Name = "测遮盖人";
    private const string Number = "990101194103026027";
    private const string Phone = "13900005678";

    /// <summary>Nothing of it stands in what is read without a purpose.</summary>
    private static readonly string[] Whole = [Name, Number, Phone, "9组77号", "测遮盖女", "13900009876", "测遮盖伴"];

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Whoever_reads_for_an_area_sees_nobody_whole_by_any_address(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var person = await Marked(host);
        using var officer = await Session.SignedIn(host, Role.CountyOfficer, County);
        using var inspector = await Session.SignedIn(host, Role.Inspector, County);
        var (asked, masked) = (0, 0);
        foreach (var session in (Session[])[officer, inspector])
        {
            foreach (var endpoint in host.Endpoints)
            {
                var reading = Rights.Of(endpoint.RoutePattern, "GET") == Right.People;
                foreach (var path in Strangers.Paths(endpoint, person))
                {
                    using var answer = await session.Get(path.Replace("140403", County, StringComparison.Ordinal));
                    var text = await answer.Content.ReadAsStringAsync(Cancel);
                    // Whoever works on a person sees whom it is about, and what may be changed; never a number.
                    foreach (var word in reading ? Whole : [Number, Phone])
                        Assert.False(text.Contains(word, StringComparison.Ordinal), $"{session} read {word} at {path}");
                    asked++;
                    masked += text.Contains("测**人", StringComparison.Ordinal) ? 1 : 0;
                }
            }
        }

        Assert.InRange(asked, 300, int.MaxValue);
        Assert.InRange(masked, 20, int.MaxValue);
    }

    [Theory, BothStores]
    public async Task One_person_is_shown_whole_to_whoever_says_why_and_it_is_written_down(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var person = await Marked(host);
        using var inspector = await Session.SignedIn(host, Role.Inspector, County);
        var (page, file) = ($"/elders/{person.Elder}/whole", $"/elders/{person.Elder}");

        var without = await Unmask(inspector, file, page, "");
        var unknown = await Unmask(inspector, file, page, "curious");
        var whole = await Unmask(inspector, file, page, "inspection");

        Assert.Contains("没有选择用途", without, StringComparison.Ordinal);
        Assert.All(Whole, word => Assert.DoesNotContain(word, without + unknown, StringComparison.Ordinal));
        Assert.All(Whole, word => Assert.Contains(word, whole, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Redirect, (await inspector.Get(page)).StatusCode);
        await using var db = host.Store.Open();
        var row = await db.Changes.SingleAsync(c => c.Action == "person.unmasked", Cancel);
        Assert.Equal((person.Elder.ToString("N"), "inspection"), (row.SubjectId, row.Detail));
    }

    [Theory, BothStores]
    public async Task The_form_is_printed_whole_only_for_a_purpose(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var person = await Marked(host);
        using var officer = await Session.SignedIn(host, Role.CountyOfficer, County);
        var form = $"/elders/{person.Elder}/form?visit={person.Visit}";

        var masked = await officer.Read(form);
        var whole = await Unmask(officer, form, form, "filing");

        Assert.Contains("测**人", masked, StringComparison.Ordinal);
        Assert.All([Name, Phone, "测遮盖女"], word => Assert.Contains(word, whole, StringComparison.Ordinal));
        await using var db = host.Store.Open();
        Assert.Equal(
            ["form.printed", "person.unmasked"],
            await db
                .Changes.Where(c => c.Action == "form.printed" || c.Action == "person.unmasked")
                .Select(c => c.Action)
                .Order()
                .ToListAsync(Cancel)
        );
    }

    [Theory, BothStores]
    public async Task A_visitor_reads_the_names_and_dials_the_phones_of_their_own_people(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var person = await Marked(host);
        var visitor = await SignInTests.Visitor(host);
        await WallTests.Assign(host, person.Elder, visitor);
        using var session = await Session.SignedIn(host, Role.Visitor, Desk.Village, visitor);

        var list = await session.Read("/elders");
        var file = await session.Read($"/elders/{person.Elder}");

        Assert.Contains(Name, list, StringComparison.Ordinal);
        Assert.Contains($"tel:{Phone}", file, StringComparison.Ordinal);
        Assert.DoesNotContain(Number, file, StringComparison.Ordinal);
    }

    private static async Task<string> Unmask(Session session, string from, string to, string purpose)
    {
        var token = Session.TokenIn(await session.Read(from));
        using var form = new FormUrlEncodedContent([
            KeyValuePair.Create("purpose", purpose),
            KeyValuePair.Create("__RequestVerificationToken", token),
        ]);
        using var answer = await session.Client.PostAsync(new Uri(to, UriKind.Relative), form, Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    /// <summary>Somebody with everything that is masked, overdue and with a visit, so that every list has them.</summary>
    private static async Task<Person> Marked(TestHost host)
    {
        var elder = await host.Enrol(
            Desk.Draft(Name) with
            {
                IdNumber = Number,
                Phone = Phone,
                Address = "9组77号",
                Contacts = [new("测遮盖女", "女儿", "13900009876")],
                Household = [new("测遮盖伴", Sex.Male, Relation: "配偶")],
            }
        );
        await using var db = host.Store.Open();
        await db
            .Elders.Where(e => e.Id == elder)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(e => e.OverdueSince, host.Clock.ChinaDay.AddDays(-3))
                        .SetProperty(e => e.OverdueRule, "national-2022-73/monthly"),
                Cancel
            );
        var visit = await WallTests.Visit(host, elder);
        return new Person(elder, visit, await host.DivisionId(Desk.Village));
    }
}
