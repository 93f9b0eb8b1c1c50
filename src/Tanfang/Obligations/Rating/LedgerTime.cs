using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Obligations.Rating;

/// <summary>The moment for which a figure holds.</summary>
/// <param name="AsOf">Nothing recorded later is in it.</param>
/// <param name="IsNow">The State… columns say just this.</param>
public sealed record FigureTime(DateTimeOffset AsOf, bool IsNow);

/// <summary>
/// Up to when the ledger is complete: when no daily run could be made since, a figure holds for the last moment of the last day that had one,
/// and says so, instead of pretending that nothing was missed since.
/// </summary>
public sealed class LedgerTime(TanfangDb db, TimeProvider clock)
{
    public async Task<FigureTime> Resolve(DateTimeOffset? asked, CancellationToken cancel)
    {
        var now = clock.Now();
        var complete = await Complete(cancel) ?? now;
        var asOf = Earlier(asked ?? now, Earlier(now, complete));
        return new FigureTime(asOf, asOf == now);
    }

    private async Task<DateTimeOffset?> Complete(CancellationToken cancel)
    {
        var day = await db
            .DailyRuns.Where(r => r.FinishedAt != null)
            .OrderByDescending(r => r.Day)
            .Select(r => (DateOnly?)r.Day)
            .FirstOrDefaultAsync(cancel);
        if (day is null)
        {
            var first = await db
                .Elders.Where(e => e.ReconciledUntil != null)
                .OrderBy(e => e.ReconciledUntil)
                .Select(e => e.ReconciledUntil)
                .FirstOrDefaultAsync(cancel);
            day = first is { } instant ? ChinaTime.DayOf(instant) : null;
        }

        return day is { } last ? ChinaTime.StartOf(last.AddDays(1)).AddMilliseconds(-1) : null;
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
