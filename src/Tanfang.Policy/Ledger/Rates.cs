namespace Tanfang.Policy;

/// <summary>Figures of a month (月探访率). Every enrolled person is in exactly one of the four first counts.</summary>
/// <param name="Counted">People with a duty in the month.</param>
/// <param name="Excused">Left unvisited before the month's last day, or in hospital throughout.</param>
/// <param name="Refused">Refused in writing.</param>
/// <param name="NotYetDue">Fewer than half of the month's days left when the duty began.</param>
/// <param name="Visited">Counted people, all of whose counted obligations are fulfilled.</param>
/// <param name="OnSite">Visited people with at least one visit on site.</param>
/// <param name="WeeklyEnded">On-site obligations by the week that ended in the month and count.</param>
/// <param name="WeeklyFulfilled">Those of them fulfilled on site, without substitution.</param>
public readonly record struct MonthFigures(
    int Counted,
    int Excused,
    int Refused,
    int NotYetDue,
    int Visited,
    int OnSite,
    int WeeklyEnded,
    int WeeklyFulfilled
)
{
    /// <summary>The sum of the four.</summary>
    public int Enrolled => Counted + Excused + Refused + NotYetDue;

    /// <summary>月探访率 in percent, rounded down to a tenth; null when nobody is counted.</summary>
    public decimal? Rate => Percent(Visited, Counted);

    /// <summary>周上门完成率 in percent, rounded down to a tenth; null when there is none.</summary>
    public decimal? WeeklyOnSiteRate => Percent(WeeklyFulfilled, WeeklyEnded);

    /// <summary>Both groups of people together.</summary>
    public static MonthFigures operator +(MonthFigures a, MonthFigures b) =>
        new(
            a.Counted + b.Counted,
            a.Excused + b.Excused,
            a.Refused + b.Refused,
            a.NotYetDue + b.NotYetDue,
            a.Visited + b.Visited,
            a.OnSite + b.OnSite,
            a.WeeklyEnded + b.WeeklyEnded,
            a.WeeklyFulfilled + b.WeeklyFulfilled
        );

    /// <summary>The same sum by name.</summary>
    public static MonthFigures Add(MonthFigures a, MonthFigures b) => a + b;

    private static decimal? Percent(int part, int whole) => whole == 0 ? null : part * 1000L / whole / 10m;
}

/// <summary>Folds obligations to the figures of a month as of an instant.</summary>
public static class Rates
{
    /// <summary>The figures of one elder; add them up over the elders of a division.</summary>
    /// <param name="ofOneElder">
    /// Obligations of one elder that the division's figures hold (CountedIn), at least those of the month.
    /// </param>
    /// <param name="month">The first day of the month.</param>
    /// <param name="asOf">Only what was known by then.</param>
    public static MonthFigures OfElder(IReadOnlyList<LedgerEntry> ofOneElder, DateOnly month, DateTimeOffset asOf)
    {
        var (counted, open, onSite) = (0, 0, false);
        var (excused, refused, notYetDue) = (false, false, false);
        var weekly = default(MonthFigures);
        foreach (var obligation in ofOneElder)
        {
            if (obligation.Row.OpenedAt > asOf)
            {
                continue;
            }
            weekly += Weekly(obligation, month, asOf);
            if (!obligation.Row.MonthlyRate || obligation.Row.Key.PeriodFrom != month)
            {
                continue;
            }
            var outcome = obligation.OutcomeAsOf(asOf);
            switch (outcome?.Kind ?? OutcomeKind.Due)
            {
                case OutcomeKind.Fulfilled:
                    counted++;
                    onSite |= outcome!.OnSite;
                    break;
                case OutcomeKind.Due or OutcomeKind.Missed:
                    counted++;
                    open++;
                    break;
                default:
                    excused |= Whys.IsExcuse(outcome!.Why);
                    refused |= outcome.Why == Whys.Refused;
                    notYetDue |= outcome.Why == Whys.NotYetDue;
                    break;
            }
        }
        return weekly + Person(counted, open, onSite, excused, refused, notYetDue);
    }

    /// <summary>Exactly one of the four: counted before excused before refused before not yet due; or none.</summary>
    private static MonthFigures Person(int counted, int open, bool onSite, bool excused, bool refused, bool notYetDue)
    {
        if (counted > 0)
        {
            var visited = open == 0;
            return new()
            {
                Counted = 1,
                Visited = visited ? 1 : 0,
                OnSite = visited && onSite ? 1 : 0,
            };
        }
        return excused ? new() { Excused = 1 }
            : refused ? new() { Refused = 1 }
            : new() { NotYetDue = notYetDue ? 1 : 0 };
    }

    /// <summary>On-site obligations by the week that ended in the month; withdrawn and excused ones do not count.</summary>
    private static MonthFigures Weekly(LedgerEntry obligation, DateOnly month, DateTimeOffset asOf)
    {
        var row = obligation.Row;
        var ends = row.Until.AddDays(-1);
        if (row.Every != Every.Week || row.Modes != Modes.OnSite || row.Key.Occasion.Length > 0)
        {
            return default;
        }
        if (ends < month || ends >= month.AddMonths(1) || ChinaTime.Midnight(row.Until) > asOf)
        {
            return default;
        }
        var outcome = obligation.OutcomeAsOf(asOf);
        return outcome?.Kind switch
        {
            OutcomeKind.Withdrawn or OutcomeKind.Excused => default,
            OutcomeKind.Fulfilled => new() { WeeklyEnded = 1, WeeklyFulfilled = outcome.Substituted ? 0 : 1 },
            _ => new() { WeeklyEnded = 1 },
        };
    }
}
