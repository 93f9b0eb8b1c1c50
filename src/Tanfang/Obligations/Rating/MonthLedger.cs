using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Policy;

namespace Tanfang.Obligations.Rating;

/// <summary>An obligation of a month as the ledger says at the moment of the figure.</summary>
public sealed class MonthRow
{
    public required Guid ElderId { get; init; }

    public required string Rule { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly Until { get; init; }

    public required ObligationState State { get; init; }

    public required string? Why { get; init; }

    public required DateOnly? On { get; init; }

    public required bool OnSite { get; init; }

    public required bool Substituted { get; init; }
}

/// <summary>Somebody of a month; 1 where one of the person's obligations says so.</summary>
public sealed class PersonInMonth
{
    public required Guid ElderId { get; init; }

    public required int Counted { get; init; }

    public required int Unfulfilled { get; init; }

    public required int OnSite { get; init; }

    public required int Excused { get; init; }

    public required int Refused { get; init; }

    public required int NotYetDue { get; init; }
}

/// <summary>The rows behind the figures, as queries: the same definition as MonthFigures.sql, written for the people and not for the number.</summary>
public sealed class MonthLedger(TanfangDb db)
{
    private static readonly string[] Excuses =
    [
        Whys.LeftDied,
        Whys.LeftMoved,
        Whys.LeftInstitution,
        Whys.LeftOther,
        Whys.Hospital,
    ];

    /// <summary>Obligations that count for the month's rate.</summary>
    public IQueryable<MonthRow> Monthly(RateQuestion asked, FigureTime when) =>
        Rows(db.Obligations.Where(o => o.MonthlyRate && o.PeriodFrom == asked.Month), asked, when);

    /// <summary>On-site obligations by the week that ended in the month and count.</summary>
    public IQueryable<MonthRow> Weekly(RateQuestion asked, FigureTime when)
    {
        var (first, next, day) = (asked.Month, asked.Month.AddMonths(1), Shared.ChinaTime.DayOf(when.AsOf));
        var weeks = db.Obligations.Where(o =>
            o.Every == Every.Week
            && o.Modes == Modes.OnSite
            && o.Occasion == ""
            && o.Until > first
            && o.Until <= next
            && o.Until <= day
        );
        return Rows(weeks, asked, when).Where(r => r.State <= ObligationState.Missed);
    }

    public IQueryable<PersonInMonth> People(RateQuestion asked, FigureTime when) =>
        Monthly(asked, when)
            .GroupBy(r => r.ElderId)
            .Select(g => new PersonInMonth
            {
                ElderId = g.Key,
                Counted = g.Max(r => r.State <= ObligationState.Missed ? 1 : 0),
                Unfulfilled = g.Max(r => r.State == ObligationState.Due || r.State == ObligationState.Missed ? 1 : 0),
                OnSite = g.Max(r => r.State == ObligationState.Fulfilled && r.OnSite ? 1 : 0),
                Excused = g.Max(r => r.State > ObligationState.Missed && Excuses.Contains(r.Why) ? 1 : 0),
                Refused = g.Max(r => r.State > ObligationState.Missed && r.Why == Whys.Refused ? 1 : 0),
                NotYetDue = g.Max(r => r.State > ObligationState.Missed && r.Why == Whys.NotYetDue ? 1 : 0),
            });

    private IQueryable<MonthRow> Rows(IQueryable<Obligation> of, RateQuestion asked, FigureTime when)
    {
        var here = of.Where(o => db.Divisions.Within(asked.Division.Id).Any(d => d.Id == o.CountedInId));
        if (when.IsNow)
        {
            return here.Select(o => new MonthRow
            {
                ElderId = o.ElderId,
                Rule = o.Rule,
                From = o.From,
                Until = o.Until,
                State = o.State,
                Why = o.StateWhy,
                On = o.StateOn,
                OnSite = o.StateOnSite,
                Substituted = o.StateSubstituted,
            });
        }

        var asOf = when.AsOf;
        return from o in here
            where o.OpenedAt <= asOf
            from x in db
                .ObligationOutcomes.Where(x => x.ObligationId == o.Id && x.RecordedAt <= asOf)
                .OrderByDescending(x => x.Ordinal)
                .Take(1)
                .DefaultIfEmpty()
            select new MonthRow
            {
                ElderId = o.ElderId,
                Rule = o.Rule,
                From = o.From,
                Until = o.Until,
                State = x == null ? ObligationState.Due : x.Kind,
                Why = x == null ? null : x.Why,
                On = x == null ? null : x.HappenedOn,
                OnSite = x != null && x.OnSite,
                Substituted = x != null && x.Substituted,
            };
    }
}
