using System.Text;
using Microsoft.EntityFrameworkCore;
using Tanfang.Divisions;
using Tanfang.Exchange;
using Tanfang.Exchange.Delivering;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Registry.Identity;
using Xunit;

namespace Tanfang.Tests.Exchange;

/// <summary>Somebody who takes in the lists of 黎城县 and decides about them.</summary>
internal sealed class DeliveryDesk(TestHost host, string source, CurrentUser? who = null)
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    public CurrentUser User { get; } = who ?? CurrentUser.Local;

    /// <summary>Number of a made-up person: prefix 99, never issued.</summary>
    public static string Number(DateOnly birth, int n = 1) => IdNumberTests.Complete($"990101{birth:yyyyMMdd}{n:D3}");

    /// <summary>A list as text: titles, then one line per person.</summary>
    public static byte[] List(string titles, params string[] rows) =>
        Encoding.UTF8.GetBytes(string.Join("\r\n", rows.Prepend(titles)) + "\r\n");

    public async Task<Result<TakenDelivery>> Bring(byte[] file, DateOnly asOf, string area = "140426")
    {
        var place = await host.Do<DivisionLookup, Division?>(d => d.ByCode(area, asOf, Cancel));
        var draft = new DeliveryDraft(source, place, asOf, "名单.csv", file);
        return await host.Do<TakeDelivery, Result<TakenDelivery>>(t => t.Run(draft, User, Cancel));
    }

    /// <summary>Brings a list that is taken, and answers with it.</summary>
    public async Task<Delivery> Take(byte[] file, DateOnly asOf)
    {
        var taken = await Bring(file, asOf);
        Assert.Empty(taken.Refusals.Select(r => r.Sentence));
        Assert.False(taken.Value.Already);
        return await Compared(host, taken.Value.Id);
    }

    /// <summary>Looks until the list has been compared; the test's own time limit ends it otherwise.</summary>
    public static async Task<Delivery> Compared(TestHost host, Guid id)
    {
        while (true)
        {
            await using var db = host.Store.Open();
            var delivery = await db.Deliveries.AsNoTracking().SingleAsync(d => d.Id == id, Cancel);
            if (delivery.State is not (DeliveryState.Waiting or DeliveryState.Running))
            {
                return delivery;
            }

            await Task.Yield();
        }
    }

    /// <summary>The lines that wait, in words: kind, what, name.</summary>
    public async Task<List<string>> Waiting(Delivery delivery) =>
        [
            .. (await Views(delivery))
                .Where(v => v.IsOpen)
                .Select(v => $"{v.Line.Kind} {v.Line.What} {v.Name}".Replace("  ", " ", StringComparison.Ordinal)),
        ];

    public async Task<IReadOnlyList<LineView>> Views(Delivery delivery)
    {
        await using var db = host.Store.Open();
        var lines = await db
            .DeliveryDifferences.AsNoTracking()
            .Where(d => d.DeliveryId == delivery.Id)
            .OrderBy(d => d.Kind)
            .ThenBy(d => d.Row)
            .ThenBy(d => d.What)
            .ToListAsync(Cancel);
        return await host.Do<DescribeLines, IReadOnlyList<LineView>>(d => d.Run(delivery, lines, User.Scope, Cancel));
    }

    public async Task<LineView> Line(Delivery delivery, DifferenceKind kind, string name, string? what = null) =>
        (await Views(delivery)).Single(v =>
            v.Line.Kind == kind && v.Name == name && v.IsOpen && (what is null || v.Line.What == what)
        );

    public Task<AcceptedLines> Accept(Delivery delivery, Acceptance how, params LineView[] lines)
    {
        // Of two facts of one day the one recorded later has the last word: nobody decides twice in a millisecond.
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var ids = lines.Select(l => l.Line.Id).ToList();
        return host.Do<AcceptLines, AcceptedLines>(a => a.Run(delivery.Id, ids, how, User, Cancel));
    }

    /// <summary>Accepts lines that are all taken.</summary>
    public async Task Accept(Delivery delivery, params LineView[] lines)
    {
        var done = await Accept(delivery, new Acceptance(), lines);
        Assert.Equal((lines.Length, 0), (done.Done, done.Refused.Count));
    }

    public async Task Refuse(Delivery delivery, string reason, params LineView[] lines)
    {
        var ids = lines.Select(l => l.Line.Id).ToList();
        var done = await host.Do<RefuseLines, Result<int>>(r => r.Run(delivery.Id, ids, reason, User, Cancel));
        Assert.Equal(lines.Length, done.Value);
    }

    public async Task Undo(Delivery delivery, LineView line)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var undone = await host.Do<UndoLine, Result<Guid>>(u => u.Run(delivery.Id, line.Line.Id, User, Cancel));
        Assert.Empty(undone.Refusals);
    }

    public async Task Close(Delivery delivery) =>
        Assert.Empty((await host.Do<EndDelivery, Result<Guid>>(e => e.Close(delivery.Id, User, Cancel))).Refusals);

    public async Task<Elder> Elder(string number)
    {
        var index = Tanfang.Data.Vault.Open(host.Store.Options.KeyFile).OfNumber(number);
        await using var db = host.Store.Open();
        return await db.Elders.SingleAsync(e => e.IdNumberIndex == index, Cancel);
    }

    public async Task<ElderOn> StateOf(string number)
    {
        var elder = await Elder(number);
        await using var db = host.Store.Open();
        return ElderNow.On(
            await db.ElderFacts.Where(f => f.ElderId == elder.Id).ToListAsync(Cancel),
            host.Clock.ChinaDay
        );
    }
}
