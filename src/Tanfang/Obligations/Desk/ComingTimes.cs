using Tanfang.Obligations.Situations;
using Tanfang.Policy;

namespace Tanfang.Obligations.Desk;

/// <summary>A time that asks for more visits than usual, or a document that ends.</summary>
public sealed record ComingTime(string Name, DayRange Days, string Url, string? Note);

/// <summary>Festivals of the next month, special times that go on or are to come, documents that soon run out.</summary>
public sealed class ComingTimes(PolicySet policies, ReadSituations situations)
{
    private const int DaysAhead = 30;
    private const int DocumentDaysAhead = 60;

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
                .Concat(Ending(today))
                .OrderBy(t => t.Days.From),
        ];
    }

    /// <summary>Documents whose rules end: whoever answers for them should ask for the next one.</summary>
    private IEnumerable<ComingTime> Ending(DateOnly today) =>
        policies
            .Packs.Where(p => p.Validity.Contains(today) && p.Validity.Until <= today.AddDays(DocumentDaysAhead))
            .Select(p => new ComingTime(
                $"政策文件到期：{p.Document.Title}",
                new DayRange(p.Validity.LastDay, p.Validity.Until),
                $"/policies/{p.Id}",
                "到期后其中的规则不再开出应访，请确认是否有新文件"
            ));

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
                        $"每位应访老人加访（{r.rule.Duty.Document} {r.rule.Duty.Section}）"
                    ))
            )
            .Where(t => t.Days.Until > today && t.Days.From <= today.AddDays(DaysAhead))
            .GroupBy(t => t.Name)
            .Select(g => g.MaxBy(t => t.Days.Days)!);
}
