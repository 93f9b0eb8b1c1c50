using System.Globalization;

namespace Tanfang.Policy;

/// <summary>One period of a cadence, or one window of an extra, before a person's own beginning is looked at.</summary>
/// <param name="Occasion">Empty for a cadence; the festival and year or the situation for an extra; the unit for an individual cadence.</param>
/// <param name="PeriodFrom">First day of the calendar period or window.</param>
/// <param name="Days">The days that count, clipped to the window and to the pack's validity.</param>
internal readonly record struct Occurrence(string Occasion, DateOnly PeriodFrom, DayRange Days);

/// <summary>Finds the occurrences of rules.</summary>
internal static class Occurrences
{
    /// <summary>The period of a cadence that holds a day; it ends early when the pack does.</summary>
    public static Occurrence Of(CompiledRule rule, Every every, DateOnly day)
    {
        var period = Periods.Containing(every, day);
        var end = rule.Pack.Validity.Until;
        var days = end < period.Until ? period with { Until = end } : period;
        return new(rule.Rule.Individual ? Words.Of(Words.Everies, every) : "", period.From, days);
    }

    /// <summary>The windows of an extra that share a day with <paramref name="span"/>, by first day.</summary>
    public static List<Occurrence> Of(CompiledRule rule, PolicySet policies, Timeline timeline, DayRange span)
    {
        var found = new List<Occurrence>();
        foreach (var window in rule.Rule.Windows)
        {
            if (window.Festivals is { } festivals)
            {
                AddFestivals(found, window, festivals, span);
            }
            else
            {
                AddSituations(found, rule.Rule.Cadence!.Value.Every, window, policies, timeline, span);
            }
        }
        for (var i = found.Count - 1; i >= 0; i--)
        {
            var days = found[i].Days.Intersect(rule.Pack.Validity);
            if (days.Overlaps(span))
            {
                found[i] = found[i] with { Days = days };
            }
            else
            {
                found.RemoveAt(i);
            }
        }
        found.Sort(
            (a, b) =>
                a.PeriodFrom != b.PeriodFrom
                    ? a.PeriodFrom.CompareTo(b.PeriodFrom)
                    : string.CompareOrdinal(a.Occasion, b.Occasion)
        );
        return found;
    }

    private static void AddFestivals(
        List<Occurrence> found,
        Window window,
        IReadOnlyList<Festival> festivals,
        DayRange span
    )
    {
        for (var year = span.From.Year; year <= span.Until.Year + 1; year++)
        {
            foreach (var festival in festivals)
            {
                if (Festivals.DayOf(festival, year) is not { } day)
                {
                    continue;
                }
                var days = new DayRange(day.AddDays(-window.DaysBefore), day.AddDays(window.DaysAfter + 1));
                if (days.Overlaps(span))
                {
                    found.Add(new(OccasionOf(festival, year), days.From, days));
                }
            }
        }
    }

    private static string OccasionOf(Festival festival, int year) =>
        string.Create(CultureInfo.InvariantCulture, $"{Words.Of(Words.Festivals, festival)}-{year}");

    private static void AddSituations(
        List<Occurrence> found,
        Every every,
        Window window,
        PolicySet policies,
        Timeline timeline,
        DayRange span
    )
    {
        if (timeline.Situations.Count == 0)
        {
            return;
        }
        foreach (var exposure in Exposures(timeline, policies.Dictionary.SituationBit(window.Situation!)))
        {
            var occasion = FirstSituation(timeline, window.Situation!, exposure.From);
            var known = exposure.Until < timeline.Segments[^1].Days.Until;
            if (every == Every.Situation)
            {
                var until = known ? exposure.Until.AddDays(window.DaysAfter) : exposure.From.AddDays(window.OpenDays);
                var days = new DayRange(exposure.From.AddDays(-window.DaysBefore), until);
                found.Add(new(occasion, days.From, days));
                continue;
            }
            // The calendar's periods, clipped to the situation.
            var last = exposure.Until < span.Until ? exposure.Until : span.Until;
            for (var day = exposure.From > span.From ? exposure.From : span.From; day < last; )
            {
                var period = Periods.Containing(every, day);
                found.Add(new(occasion, period.From, period.Intersect(exposure)));
                day = period.Until;
            }
        }
    }

    /// <summary>The joined days on which a situation of a kind covers the elder's residence.</summary>
    private static List<DayRange> Exposures(Timeline timeline, uint bit)
    {
        var exposures = new List<DayRange>();
        foreach (var segment in timeline.Segments)
        {
            if ((segment.Person.Situations & bit) == 0)
            {
                continue;
            }
            if (exposures.Count > 0 && exposures[^1].Until == segment.Days.From)
            {
                exposures[^1] = exposures[^1] with { Until = segment.Days.Until };
            }
            else
            {
                exposures.Add(segment.Days);
            }
        }
        return exposures;
    }

    private static string FirstSituation(Timeline timeline, string kind, DateOnly day)
    {
        var division = timeline.At(day)!.Value.Person.Division;
        // They are sorted by first day, so the first that fits is the earliest.
        return timeline
            .Situations.First(s =>
                s.Kind == kind && s.Days.Contains(day) && division.StartsWith(s.Division, StringComparison.Ordinal)
            )
            .Occasion;
    }
}
