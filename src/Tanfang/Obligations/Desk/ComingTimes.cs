using Tanfang.Obligations.Situations;
using Tanfang.Policy;

namespace Tanfang.Obligations.Desk;

/// <summary>A time that asks for more visits than usual.</summary>
public sealed record ComingTime(string Name, DayRange Days, string Url, Citation? Citation);

/// <summary>Festivals of the next month and special times that go on or are to come.</summary>
public sealed class ComingTimes(PolicySet policies, ReadSituations situations)
{
    private const int DaysAhead = 30;

    public async Task<IReadOnlyList<ComingTime>> Run(CancellationToken cancel)
    {
        var today = situations.Today;
        var open = (await situations.All(cancel)).Where(s =>
            !s.IsCancelled && s.Row.From <= today.AddDays(DaysAhead) && (s.Row.Until is not { } until || until > today)
        );
        return
        [
            .. Festivals(today)
                .Concat(
                    open.Select(s => new ComingTime(
                        $"{s.KindName}：{s.Place.Path}",
                        new DayRange(s.Row.From, s.Row.Until ?? DateOnly.MaxValue),
                        $"/situations/{s.Row.Id}",
                        null
                    ))
                )
                .OrderBy(t => t.Days.From),
        ];
    }

    /// <summary>The widest window that some document in force gives each festival.</summary>
    private IEnumerable<ComingTime> Festivals(DateOnly today) =>
        policies
            .Packs.Where(p => p.Validity.Contains(today))
            .SelectMany(p => p.Rules)
            .SelectMany(rule => rule.Windows.Select(window => (rule, window)))
            .SelectMany(r => (r.window.Festivals ?? []).Select(festival => (r.rule, r.window, festival)))
            .SelectMany(r =>
                new[] { today.Year, today.Year + 1 }
                    .Select(year => Policy.Festivals.DayOf(r.festival, year))
                    .OfType<DateOnly>()
                    .Select(day => new ComingTime(
                        $"{Policy.Festivals.NameOf(r.festival)}（{day:M月d日}）",
                        new DayRange(day.AddDays(-r.window.DaysBefore), day.AddDays(r.window.DaysAfter + 1)),
                        $"/policies/{r.rule.Id.Split('/')[0]}#{r.rule.Id.Split('/')[1]}",
                        r.rule.Duty
                    ))
            )
            .Where(t => t.Days.Until > today && t.Days.From <= today.AddDays(DaysAhead))
            .GroupBy(t => t.Name)
            .Select(g => g.MaxBy(t => t.Days.Days)!);
}
