using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Obligations.Running;

/// <summary>/operations: did the daily run do its work.</summary>
public sealed class Operations(TanfangDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<DailyRun> Runs { get; private set; } = [];

    public DailyRun? LastSuccess { get; private set; }

    public DateOnly Today { get; } = clock.Today();

    public int Waiting { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Runs = await db.DailyRuns.AsNoTracking().OrderByDescending(r => r.Day).Take(30).ToListAsync(cancel);
        LastSuccess = await db
            .DailyRuns.AsNoTracking()
            .Where(r => r.FinishedAt != null && r.Problem == null)
            .OrderByDescending(r => r.Day)
            .FirstOrDefaultAsync(cancel);
        var midnight = ChinaTime.StartOf(Today);
        Waiting = await db.Elders.CountAsync(
            e => e.ErasedOn == null && (e.ReconciledUntil == null || e.ReconciledUntil < midnight),
            cancel
        );
    }
}
