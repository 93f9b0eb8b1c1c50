using Microsoft.EntityFrameworkCore;
using Tanfang.Registry;
using Tanfang.Registry.Transferring;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Registry.Merging;
using Tanfang.Tests.Visits;
using Tanfang.Workforce;
using Xunit;

namespace Tanfang.Tests.Registry.Transferring;

/// <summary>Somebody moves to another county: by one who sees both, and asked for by one who does not.</summary>
public sealed class TransferTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task A_transfer_takes_what_is_open_along_and_leaves_what_ended(Store store)
    {
        await using var host = await TestHost.StartAsync(store, new FakeClock(new DateOnly(2026, 10, 1)));
        var elder = await host.EnrolOne();
        var (from, to) = (await host.DivisionId(Desk.Village), await Village(host));
        await Responsible(host, elder, from);
        host.On("2026-11-10");
        await host.Daily();

        var page = $"/elders/{elder}/transfer";
        var form = new List<(string, string)> { ("Division", await Code(host, to)), ("On", "2026-11-10") };
        var (preview, _) = await host.FillAsync(page, form);
        Assert.Contains("未结束的应访改计入新居住地", preview, StringComparison.Ordinal);
        Assert.Contains("责任到 2026-11-09 为止", preview, StringComparison.Ordinal);
        Assert.Equal(from, (await host.Elder(elder)).HomeId);
        var (_, location) = await host.FillAsync(page, form, handler: "Move");
        Assert.Equal($"/elders/{elder}", location);

        var file = await host.Elder(elder);
        Assert.Equal(to, file.HomeId);
        await using var db = host.Store.Open();
        var rows = await db.Obligations.Where(o => o.ElderId == elder && o.Rule == TwoFiles.Goal).ToListAsync(Cancel);
        Assert.Equal(from, rows.Single(o => o.PeriodFrom == new DateOnly(2026, 10, 1)).CountedInId);
        Assert.Equal(to, rows.Single(o => o.PeriodFrom == new DateOnly(2026, 11, 1)).CountedInId);
        Assert.Equal(new DateOnly(2026, 11, 10), (await db.Responsibilities.SingleAsync(Cancel)).Until);
        foreach (var side in new[] { from, to })
        {
            var line = Assert.Single((await Lines(host, await County(host, side))).Items);
            Assert.Equal(TransferState.Done, line.Row.State);
            Assert.Equal(side == to ? file.Name : null, line.Name);
        }
    }

    [Theory, BothStores]
    public async Task A_number_known_out_of_sight_opens_a_request_that_names_nobody(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.EnrolOther();
        host.On("2026-11-20");
        var to = await Village(host);
        var (there, here) = (await County(host, await host.DivisionId(Desk.Village)), await County(host, to));
        var draft = Desk.Draft("李四") with { IdNumber = TwoFiles.Number(1), HomeId = to };

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var refusal = Assert.Single((await Enrol(host, draft, here)).Refusals);
            Assert.Equal("elder.numberElsewhere", refusal.Code);
            Assert.DoesNotContain("黎城", refusal.Sentence, StringComparison.Ordinal);
            Assert.DoesNotContain("张", refusal.Sentence, StringComparison.Ordinal);
        }

        var asked = Assert.Single((await Lines(host, here)).Items);
        Assert.Equal((null, null, false), (asked.Name, asked.From, asked.IsMineToAnswer));
        var waiting = Assert.Single((await Lines(host, there)).Items);
        Assert.Equal(("张贵英", true), (waiting.Name, waiting.IsMineToAnswer));
        Assert.Empty((await Lines(host, Scope.Nothing)).Items);

        Assert.Equal("transfer.gone", Code(await Answer(host, here, asked.Row.Id, null)));
        Assert.Equal("transfer.reason", Code(await Answer(host, there, asked.Row.Id, "她搬家了")));
        Assert.False((await Answer(host, there, asked.Row.Id, "stillHere")).Value);
        Assert.Equal("transfer.gone", Code(await Answer(host, there, asked.Row.Id, null)));

        Assert.Equal("elder.numberElsewhere", Assert.Single((await Enrol(host, draft, here)).Refusals).Code);
        var again = (await Lines(host, there, TransferState.Waiting)).Items.Single();
        Assert.True((await Answer(host, there, again.Row.Id, null)).Value);
        Assert.Equal(to, (await host.Elder(elder)).HomeId);
        Assert.Equal("elder.numberKnown", Assert.Single((await Enrol(host, draft, here)).Refusals).Code);
        Assert.Contains("未同意", await host.OpenAsync("/transfers"), StringComparison.Ordinal);
    }

    private static Task<Result<Guid>> Enrol(TestHost host, ElderDraft draft, Scope scope) =>
        host.Do<EnrolElder, Result<Guid>>(e => e.Run(draft, scope, Actor.Local, Cancel));

    private static Task<Result<bool>> Answer(TestHost host, Scope scope, Guid id, string? because) =>
        host.Do<AnswerTransfer, Result<bool>>(a => a.Run(scope, Actor.Local, id, because, Cancel));

    private static Task<Page<TransferLine>> Lines(TestHost host, Scope scope, TransferState? state = null) =>
        host.Do<ReadTransfers, Page<TransferLine>>(r => r.Run(scope, state, 1, 20, Cancel));

    private static string Code(Result<bool> result) => Assert.Single(result.Refusals).Code;

    /// <summary>Any village of another county of the same city.</summary>
    private static async Task<int> Village(TestHost host)
    {
        await using var db = host.Store.Open();
        return await db
            .Divisions.Where(d => d.Code.StartsWith("140423") && d.Code.Length == 12)
            .OrderBy(d => d.Code)
            .Select(d => d.Id)
            .FirstAsync(Cancel);
    }

    private static async Task<Scope> County(TestHost host, int village)
    {
        await using var db = host.Store.Open();
        return Scope.Of((await db.Divisions.SingleAsync(d => d.Id == village, Cancel)).CountyId!.Value);
    }

    private static async Task<string> Code(TestHost host, int division)
    {
        await using var db = host.Store.Open();
        return (await db.Divisions.SingleAsync(d => d.Id == division, Cancel)).Code;
    }

    private static async Task Responsible(TestHost host, Guid elder, int village)
    {
        await using var db = host.Store.Open();
        var visitor = new Visitor
        {
            Id = Guid.CreateVersion7(),
            Name = "李探访",
            DivisionId = village,
        };
        db.Visitors.Add(visitor);
        db.Responsibilities.Add(
            new Responsibility
            {
                Id = Guid.CreateVersion7(),
                ElderId = elder,
                VisitorId = visitor.Id,
                From = new DateOnly(2026, 10, 1),
            }
        );
        await db.SaveChangesAsync(Cancel);
    }
}
