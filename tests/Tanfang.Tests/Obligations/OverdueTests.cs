using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Tanfang.Obligations.Finding;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Obligations;

public sealed class OverdueTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task The_longest_overdue_come_first_page_by_page_and_nobody_twice(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-07-01");
        var early = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            early.Add(await story.Enrol());
        }

        story.On("2026-08-01");
        await story.Daily();
        var late = await story.Enrol();
        var gone = await story.Enrol();
        story.On("2026-09-02");
        await story.Daily();
        await story.Learn(gone, Policy.FactKind.Left, "2026-09-02", "moved");

        var seen = new List<OverdueItem>();
        string? after = null;
        do
        {
            var page = await story.Do<FindOverdue, OverdueItems>(find =>
                find.Run(Scope.Everything, null, 2, after is null ? null : OverdueMark.Parse(after), Cancel)
            );
            Assert.True(page.Items.Count <= 2);
            seen.AddRange(page.Items);
            after = page.Next;
        } while (after is not null);

        Assert.Equal(early.Order(), seen.Take(3).Select(i => i.ElderId));
        Assert.Equal([late], seen.Skip(3).Select(i => i.ElderId));
        Assert.Equal((32, 1), (seen[0].Days, seen[3].Days));
        Assert.Equal(LedgerStory.Village, seen[0].Division);
        Assert.Equal("national-2022-73/goal", seen[0].Rule);
    }

    [Theory, BothStores]
    public async Task Nobody_outside_the_scope_is_listed(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-07-01");
        var here = await story.Enrol();
        await story.Enrol(village: "140426102201");
        story.On("2026-08-01");
        await story.Daily();

        var scope = Scope.Of(await story.DivisionId("140426101"));
        var found = await story.Do<FindOverdue, OverdueItems>(find => find.Run(scope, null, 20, null, Cancel));

        Assert.Equal([here], found.Items.Select(i => i.ElderId));
        var nobody = await story.Do<FindOverdue, OverdueItems>(find => find.Run(Scope.Nothing, null, 20, null, Cancel));
        Assert.Empty(nobody.Items);
    }

    [Theory]
    [BothStores("/api/v1/overdue?division=9999", HttpStatusCode.NotFound, "division.unknown")]
    [BothStores("/api/v1/overdue", HttpStatusCode.BadRequest, "division.missing")]
    [BothStores("/api/v1/overdue?division=1404&size=0", HttpStatusCode.BadRequest, "size.invalid")]
    [BothStores("/api/v1/overdue?division=1404&after=x", HttpStatusCode.BadRequest, "after.invalid")]
    [BothStores("/api/v1/rates?division=77&month=2026-11", HttpStatusCode.NotFound, "division.unknown")]
    [BothStores("/api/v1/rates?division=1404&month=2026-13", HttpStatusCode.BadRequest, "month.invalid")]
    [BothStores("/api/v1/rates?division=1404&month=2026-11&asOf=x", HttpStatusCode.BadRequest, "asOf.invalid")]
    public async Task What_cannot_be_answered_says_why_with_a_stable_code(
        Store store,
        string address,
        HttpStatusCode status,
        string code
    )
    {
        await using var host = await TestHost.StartAsync(store);

        using var answer = await host.Client.GetAsync(new Uri(address, UriKind.Relative), Cancel);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(code, problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_rates_of_an_empty_office_are_rows_of_zeros_without_a_rate()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);

        var answer = await host.Client.GetFromJsonAsync<JsonElement>(
            new Uri("/api/v1/rates?division=1404&month=2026-11", UriKind.Relative),
            Cancel
        );

        var rows = answer.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(13, rows.Count);
        Assert.Equal("1404", rows[0].GetProperty("division").GetString());
        Assert.Equal(0, rows[0].GetProperty("enrolled").GetInt32());
        Assert.Equal(JsonValueKind.Null, rows[0].GetProperty("rate").ValueKind);
        Assert.NotEqual("", answer.GetProperty("definition").GetString());
    }
}
