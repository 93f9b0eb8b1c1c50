using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Obligations.Rating;
using Tanfang.Shared;

namespace Tanfang.Obligations.Desk;

/// <summary>/: what needs somebody today, the month's figures below the office, what comes.</summary>
public sealed class Desk(ReadDesk desk, ComingTimes coming, CurrentUser user) : PageModel
{
    public bool IsEmpty { get; private set; }

    public bool IsDemo { get; private set; }

    public IReadOnlyList<Waiting> Waiting { get; private set; } = [];

    public DeskFigures? Figures { get; private set; }

    public IReadOnlyList<ComingTime> Coming { get; private set; } = [];

    public DailyRun? LastRun { get; private set; }

    public DateOnly Today => desk.Today;

    /// <summary>The first thing that waits: the page's main button.</summary>
    public Waiting? First => Waiting.FirstOrDefault(w => w.Count > 0);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        IsDemo = await desk.IsDemo(cancel);
        LastRun = await desk.LastRun(cancel);
        Coming = await coming.Run(cancel);
        IsEmpty = await desk.IsEmpty(cancel);
        if (IsEmpty)
        {
            return;
        }

        Waiting = await desk.Waiting(user.Scope, cancel);
        Figures = await desk.Figures(cancel);
        ViewData["AsOf"] = Figures is { } known ? ChinaTime.Show(known.Answer.AsOf) : null;
    }

    public string People(RateRow row, RateBucket bucket) =>
        Link.To(
            "/rates/people",
            ("division", row.Division),
            ("month", Figures!.Month.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)),
            ("bucket", RateBuckets.Key(bucket))
        );
}
