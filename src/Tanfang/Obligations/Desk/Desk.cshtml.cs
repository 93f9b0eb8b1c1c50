using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Obligations.Rating;
using Tanfang.Shared;

namespace Tanfang.Obligations.Desk;

/// <summary>/: what needs somebody today, the month's figures below the office, what comes, whom to remind.</summary>
public sealed class Desk(ReadDesk desk, DivisionLookup divisions, CurrentUser user) : PageModel
{
    public bool IsEmpty { get; private set; }

    public bool IsDemo { get; private set; }

    public IReadOnlyList<Waiting> Waiting { get; private set; } = [];

    public Part<DeskTable> Table { get; private set; } = new(null, false);

    public Part<IReadOnlyList<ComingTime>> Coming { get; private set; } = new([], false);

    public Part<LastReminder> Reminded { get; private set; } = new(null, false);

    public Part<DailyRun> LastRun { get; private set; } = new(null, false);

    public DateOnly Today => desk.Today;

    /// <summary>The first thing that waits: the page's main button.</summary>
    public Waiting? First => Waiting.FirstOrDefault(w => w.Count > 0);

    /// <param name="division">The code of the division whose children the table lists; one that is none is as good as not given.</param>
    public async Task OnGetAsync(string? division, CancellationToken cancel)
    {
        IsDemo = await desk.IsDemo(cancel);
        LastRun = await desk.LastRun(cancel);
        Coming = await desk.Coming(cancel);
        IsEmpty = await desk.IsEmpty(cancel);
        if (IsEmpty)
        {
            return;
        }

        Waiting = await desk.Waiting(user.Scope, cancel);
        var area = string.IsNullOrWhiteSpace(division) ? null : await divisions.ByCode(division, Today, cancel);
        Table = await desk.Table(area, cancel);
        Reminded = await desk.LastReminder(user.Scope, cancel);
        ViewData["AsOf"] = Table.Value is { } known ? ChinaTime.Show(known.AsOf) : null;
    }

    /// <summary>The people behind a number of the table.</summary>
    public string People(RateRow row, RateBucket bucket) =>
        Link.To("/rates/people", ("division", row.Division), ("month", MonthText), ("bucket", RateBuckets.Key(bucket)));

    /// <summary>The same figures as they were a week ago.</summary>
    public string Then(RateRow row) =>
        Link.To(
            "/rates",
            ("division", row.Division),
            ("month", MonthText),
            ("asOf", ChinaTime.Show(Table.Value!.WeekAgo!.Value).Replace(' ', 'T'))
        );

    public string Reminders => Link.To("/reminders", ("division", Table.Value?.Area?.Division.Code));

    private string MonthText => Table.Value!.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
