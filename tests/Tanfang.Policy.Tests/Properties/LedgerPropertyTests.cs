using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Tanfang.Policy.Tests;

/// <summary>What must hold of the ledger whatever happens.</summary>
public class LedgerPropertyTests
{
    [Fact]
    public void Reconciling_again_changes_nothing() =>
        Holds(life =>
        {
            var ledger = Ledger(life);
            ledger.Reconcile(Life.End);
            return ledger.Reconcile(Life.End).None && ledger.Reconcile(Life.End, Life.End).None;
        });

    [Fact]
    public void Catching_up_equals_having_run_every_day() =>
        Holds(
            life =>
            {
                var (daily, once) = (Ledger(life), Ledger(life));
                DateTimeOffset? last = null;
                for (var day = Life.LastDay.AddDays(-200); day <= Life.LastDay.AddDays(50); day = day.AddDays(1))
                {
                    var now = Life.Known(day, 0).AddHours(-7);
                    daily.Reconcile(now, last);
                    last = now;
                }
                daily.Reconcile(Life.End, last);
                once.Reconcile(Life.End);
                return daily.SaysTheSameAs(once);
            },
            tests: 30
        );

    [Fact]
    public void The_order_in_which_visits_arrive_does_not_matter() =>
        Holds(life =>
        {
            var (arriving, once) = (Ledger(life), Ledger(life));
            var arrived = new List<VisitFact>();
            foreach (var visit in life.Visits.OrderBy(v => v.HappenedOn.Day * 7919 % 31))
            {
                arrived.Add(visit);
                arriving.Reconcile(life.History, arrived, Life.End);
            }
            arriving.Reconcile(Life.End);
            once.Reconcile(Life.End);
            return arriving.SaysTheSameAs(once);
        });

    [Fact]
    public void The_order_in_which_things_are_listed_does_not_matter() =>
        Holds(life =>
        {
            var history = life.History with
            {
                Facts = [.. life.History.Facts.Reverse()],
                Situations = [.. life.History.Situations.Reverse()],
            };
            var (listed, reversed) = (Ledger(life), Ledger(life));
            listed.Reconcile(Life.End);
            reversed.Reconcile(history, [.. life.Visits.Reverse()], Life.End);
            return listed.SaysTheSameAs(reversed);
        });

    [Fact]
    public void What_was_said_as_of_a_moment_is_never_changed_by_what_is_learnt_later() =>
        Holds(life =>
        {
            var (then, later) = (Ledger(life), Ledger(life));
            var moment = Life.Known(Life.LastDay, -60);
            then.Reconcile(moment);
            later.Reconcile(moment);
            later.Reconcile(Life.End, moment);
            return then.Obligations.All(o =>
                later.Obligations.Single(l => l.Row.Key == o.Row.Key).OutcomeAsOf(moment) == o.OutcomeAsOf(moment)
            );
        });

    [Fact]
    public void Late_facts_open_nothing_in_an_ended_period_and_leave_ended_rows_alone() =>
        Holds(life =>
        {
            var ledger = Ledger(life);
            ledger.Reconcile(Life.End);
            return ledger.Obligations.All(o =>
                o.Row.OpenedAt < ChinaTime.Midnight(o.Row.Until) || o.Row.Key.Occasion.Length > 0
            );
        });

    [Fact]
    public void Every_enrolled_person_is_in_at_most_one_count_of_a_month() =>
        Holds(life =>
        {
            var ledger = Ledger(life);
            ledger.Reconcile(Life.End);
            return Enumerable
                .Range(9, 4)
                .All(m =>
                    ledger.Month($"2026-{m:00}") is { Enrolled: <= 1 } f
                    && f.Visited <= f.Counted
                    && f.OnSite <= f.Visited
                );
        });

    [Fact]
    public void The_explanation_and_the_ledger_name_the_same_duties() =>
        Holds(life =>
        {
            var day = Life.LastDay.AddDays(-70);
            var now = Life.Known(day, 0);
            var ledger = Ledger(life);
            ledger.Reconcile(now);
            var explained = Explain
                .On(Shipped.Policies, life.History, day, now)
                .Duties.Where(d => d.Period is { } p && p.Contains(day))
                .Select(d => (d.Rule, d.Period!.Value.From, d.Period.Value.Until, d.Cadence!.Value.AtLeast))
                .ToHashSet();
            // What was fulfilled before the duty ended stays fulfilled, and is no duty any more; a looser tier that was
            // open when a stricter one became known stays open.
            var due = Running(
                ledger,
                day,
                o => o.StateAsOf(now) == OutcomeKind.Due && o.Row.Key.Rule != LedgerStory.General
            );
            var dueOrDone = Running(ledger, day, o => o.StateAsOf(now) is OutcomeKind.Due or OutcomeKind.Fulfilled);
            return due.IsSubsetOf(explained) && explained.IsSubsetOf(dueOrDone);
        });

    [Fact]
    public void One_more_category_never_lowers_what_the_ledger_asks() =>
        Holds(life =>
        {
            var (before, after) = (Ledger(life), Ledger(life));
            before.Reconcile(life.History, [], Life.End);
            after.Reconcile(
                life.WithOneMoreCategory(life.Visits.Count * 7919 + life.History.Facts.Count * 104729),
                [],
                Life.End
            );
            return before.Obligations.Where(IsAsked).All(b => IsCovered(b, after));
        });

    [Fact]
    public void Merging_says_the_same_however_often_and_in_which_order_it_is_reconciled() =>
        Holds(
            life =>
            {
                var two = life.Merged;
                return Same(two.KeptLedger, two.KeptLedger, two.Kept, two.KeptVisits)
                    && Same(two.AwayLedger, two.AwayLedger, two.Away, two.AwayVisits);
            },
            tests: 60
        );

    [Fact]
    public void What_had_ended_before_a_merge_or_between_it_and_its_undoing_keeps_its_figures() =>
        Holds(life =>
        {
            var two = life.Merged;
            var (kept, away, alone) = (two.KeptLedger, two.AwayLedger, two.KeptLedger);
            kept.Reconcile(Life.End);
            away.Reconcile(Life.End);
            // Without the undoing, and without the merge.
            IReadOnlyList<KnownSpan> joined = [new(two.Joined.From, DateTimeOffset.MaxValue)];
            var still = two.KeptLedger;
            still.Reconcile(
                two.Kept,
                [.. two.KeptVisits.Select(v => v.Here is null ? v : v with { Here = joined })],
                Life.End
            );
            alone.Reconcile(two.Kept, [.. two.KeptVisits.Where(v => v.Here is null)], Life.End);
            return Ended(kept, two.Joined.From).SetEquals(Ended(alone, two.Joined.From))
                && Ended(kept, two.Joined.Until).SetEquals(Ended(still, two.Joined.Until))
                && away.Obligations.All(o =>
                    !two.Joined.Answers(Life.End, ChinaTime.Midnight(o.Row.Until))
                    || o.Row.OpenedAt >= two.Joined.From
                    || o.StateAsOf(Life.End) == OutcomeKind.Withdrawn
                    || o.Row.Key.Occasion.Length > 0
                );
        });

    private static HashSet<(ObligationKey, OutcomeKind)> Ended(LedgerStory ledger, DateTimeOffset by) =>
        [
            .. ledger
                .Obligations.Where(o => ChinaTime.Midnight(o.Row.Until) <= by && o.Row.Key.Occasion.Length == 0)
                .Select(o => (o.Row.Key, o.StateAsOf(Life.End))),
        ];

    private static bool Same(LedgerStory daily, LedgerStory once, ElderHistory history, IReadOnlyList<VisitFact> visits)
    {
        DateTimeOffset? last = null;
        for (var day = Life.LastDay.AddDays(-200); day <= Life.LastDay.AddDays(50); day = day.AddDays(5))
        {
            var now = Life.Known(day, 0).AddHours(-7);
            daily.Reconcile(history, [.. visits.Where(v => v.RecordedAt <= now).Reverse()], now, last);
            last = now;
        }

        daily.Reconcile(Life.End, last);
        once.Reconcile(Life.End);
        return daily.SaysTheSameAs(once);
    }

    private static bool IsAsked(LedgerEntry obligation) =>
        obligation.StateAsOf(Life.End) is OutcomeKind.Due or OutcomeKind.Missed;

    /// <summary>The same obligation is there, or a stricter tier asks at least as often in its days.</summary>
    private static bool IsCovered(LedgerEntry before, LedgerStory after)
    {
        var asked = after.Obligations.Where(IsAsked).ToList();
        var pack = before.Row.Key.Rule.Split('/')[0];
        return asked.Exists(a =>
                a.Row.Key == before.Row.Key && a.Row.AtLeast >= before.Row.AtLeast && a.Row.Modes == before.Row.Modes
            )
            || (
                Shipped.Policies.RuleOf(before.Row.Key.Rule)!.Tier is not null
                && asked.Exists(a =>
                    a.Row.Key.Rule.StartsWith(pack, StringComparison.Ordinal)
                    && (a.Row.Modes & ~before.Row.Modes) == 0
                    && a.Row.Every == Every.Week
                    && a.Row.From < before.Row.Until
                    && before.Row.From < a.Row.Until
                )
            );
    }

    private static HashSet<(string, DateOnly, DateOnly, int)> Running(
        LedgerStory ledger,
        DateOnly day,
        Func<LedgerEntry, bool> chosen
    ) =>
        [
            .. ledger
                .Obligations.Where(o => o.Row.From <= day && day < o.Row.Until && chosen(o))
                .Select(o => (o.Row.Key.Rule, o.Row.From, o.Row.Until, o.Row.AtLeast)),
        ];

    private static LedgerStory Ledger(Life life) => new(Shipped.Policies, life.History, life.Visits);

    private static void Holds(Func<Life, bool> property, int tests = 200) =>
        Prop.ForAll(Life.Codes, (int[] code) => property(new Life(code)).Label(new Life(code).ToString()))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(tests));
}
