using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Emergencies.Showing;

/// <summary>/emergencies: what nobody has ended yet, the oldest first; below it what ended in the last ninety days.</summary>
public sealed class EmergencyList(FindEmergencies find, DivisionLookup divisions, CurrentUser user, TimeProvider clock)
    : PageModel
{
    public const int Days = 90;
    public const int Most = 200;

    public IReadOnlyList<EmergencyLine> Open { get; private set; } = [];

    /// <summary>The last <see cref="Most"/> of them.</summary>
    public IReadOnlyList<EmergencyLine> Closed { get; private set; } = [];

    public int ClosedInAll { get; private set; }

    public IReadOnlyDictionary<int, NamedDivision> Homes { get; private set; } = new Dictionary<int, NamedDivision>();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Open = await find.Open(user.Scope, cancel);
        var closed = await find.ClosedSince(user.Scope, clock.Today().AddDays(1 - Days), cancel);
        (Closed, ClosedInAll) = ([.. closed.Take(Most)], closed.Count);
        Homes = await divisions.Named(Open.Concat(Closed).Select(l => l.Elder.HomeId), cancel);
    }

    /// <summary>For how long it has gone on: 3 小时, 2 天.</summary>
    public string For(EmergencyRow row)
    {
        var time = clock.Now() - row.Since;
        return time.TotalDays >= 1 ? $"{(int)time.TotalDays} 天"
            : time.TotalHours >= 1 ? $"{(int)time.TotalHours} 小时"
            : $"{Math.Max(1, (int)time.TotalMinutes)} 分钟";
    }
}
