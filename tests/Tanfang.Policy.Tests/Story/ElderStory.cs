using System.Globalization;

namespace Tanfang.Policy.Tests;

/// <summary>
/// Tells one elder's life so that a rule of dates reads as a story. A fact is recorded at nine in the morning of the
/// day it speaks of, unless <see cref="RecordedOn"/> says otherwise; a visit is entered on the day it happened.
/// </summary>
internal sealed class ElderStory
{
    public const string Changzhi = "140426101201";
    public const string InnerMongolia = "152525101201";
    public const string Elsewhere = "110101001001";

    private readonly List<Func<DateTimeOffset?, Fact>> _facts = [];
    private readonly List<DateTimeOffset?> _recorded = [];
    private readonly List<VisitFact> _visits = [];
    private readonly List<Situation> _situations = [];
    private DateOnly _birthDate = Day("1941-03-02");
    private DateOnly _enrolledOn = Day("2026-01-05");
    private string _division = Changzhi;
    private bool? _rural = true;
    private Action<DateTimeOffset>? _rewrite;

    public static ElderStory Elder() => new();

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Nine in the morning of a China day.</summary>
    public static DateTimeOffset Morning(string day) => ChinaTime.Midnight(Day(day)).AddHours(9);

    public ElderStory Born(string day) => Do(() => _birthDate = Day(day));

    public ElderStory LivesIn(string division, bool? rural = true) => Do(() => (_division, _rural) = (division, rural));

    public ElderStory EnrolledOn(string day) => Do(() => _enrolledOn = Day(day));

    /// <summary>Holds the categories since the enrolment.</summary>
    public ElderStory Is(params string[] categories)
    {
        foreach (var category in categories)
        {
            Tell(at => Fact.Gained(_enrolledOn, category, at ?? Morning(Text(_enrolledOn))));
        }
        return this;
    }

    public ElderStory Becomes(string category, string on) =>
        Tell(at => Fact.Gained(Day(on), category, at ?? Morning(on)));

    public ElderStory IsNoLonger(string category, string on) =>
        Tell(at => Fact.Lost(Day(on), category, at ?? Morning(on)));

    public ElderStory Wishes(Consent wish, string on) => Tell(at => Fact.Wishes(Day(on), wish, at ?? Morning(on)));

    public ElderStory MovesTo(string division, string on) =>
        Tell(at => Fact.Residence(Day(on), division, true, at ?? Morning(on)));

    public ElderStory Leaves(LeaveReason reason, string on) =>
        Tell(at => Fact.Left(Day(on), reason, at ?? Morning(on)));

    public ElderStory ReturnsOn(string day) => Tell(at => Fact.Enrolled(Day(day), at ?? Morning(day)));

    public ElderStory InHospitalFrom(string day) => Tell(at => Fact.Hospitalised(Day(day), at ?? Morning(day)));

    public ElderStory HomeAgainOn(string day) => Tell(at => Fact.Discharged(Day(day), at ?? Morning(day)));

    public ElderStory OwnCadence(Every every, int atLeast, string on) =>
        Tell(at => Fact.SetCadence(Day(on), new(new(every, atLeast), Modes.Any), at ?? Morning(on)));

    public ElderStory Situation(string kind, string from, string? until, string division = "")
    {
        var index = _situations.Count;
        _situations.Add(new($"s{index}", kind, division, Day(from), until is null ? null : Day(until), Morning(from)));
        _rewrite = at => _situations[index] = _situations[index] with { RecordedAt = at };
        return this;
    }

    public ElderStory SituationEnds(int first, string until, string recordedOn)
    {
        var changed = _situations[first] with
        {
            Id = $"s{_situations.Count}",
            Until = Day(until),
            RecordedAt = Morning(recordedOn),
            Replaces = $"s{first}",
        };
        return Do(() => _situations.Add(changed));
    }

    public ElderStory VisitedOn(string day, Modes mode = Modes.OnSite, bool counts = true)
    {
        var index = _visits.Count;
        _visits.Add(new(VisitId(index), Day(day), Morning(day), mode, counts));
        _rewrite = at => _visits[index] = _visits[index] with { RecordedAt = at };
        return this;
    }

    /// <summary>The visit told before was entered (received by the server) on this day.</summary>
    public ElderStory EnteredOn(string day) => Do(() => _rewrite!(Morning(day)));

    /// <summary>The n-th visit, from 0, is voided on this day.</summary>
    public ElderStory Voided(int visit, string on) =>
        Do(() =>
            _visits.Add(
                _visits[visit] with
                {
                    Id = VisitId(_visits.Count),
                    RecordedAt = Morning(on),
                    Counts = false,
                    Replaces = VisitId(visit),
                }
            )
        );

    /// <summary>The fact or situation told before was recorded on this day.</summary>
    public ElderStory RecordedOn(string day) => Do(() => _rewrite!(Morning(day)));

    public static Guid VisitId(int index) => new(index + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    public ElderHistory History()
    {
        var at = Morning(Text(_enrolledOn));
        var facts = new List<Fact>
        {
            Fact.Enrolled(_enrolledOn, at),
            Fact.Residence(_enrolledOn, _division, _rural, at),
            Fact.Wishes(_enrolledOn, Consent.Willing, at),
        };
        facts.AddRange(_facts.Select((fact, i) => fact(_recorded[i])));
        return new(_birthDate, facts, [.. _situations]);
    }

    public IReadOnlyList<VisitFact> Visits => _visits;

    /// <summary>The ledger after one reconciliation at nine in the morning of the day.</summary>
    public LedgerStory LedgerOn(string day, PolicySet? policies = null) => LedgerAt(Morning(day), policies);

    public LedgerStory LedgerAt(DateTimeOffset now, PolicySet? policies = null)
    {
        var ledger = new LedgerStory(policies ?? Shipped.Policies, History(), _visits);
        ledger.Reconcile(now);
        return ledger;
    }

    /// <summary>The duties on a day by all that the story tells.</summary>
    public DutiesStory On(string day, PolicySet? policies = null) =>
        new(Explain.On(policies ?? Shipped.Policies, History(), Day(day), DateTimeOffset.MaxValue));

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private ElderStory Tell(Func<DateTimeOffset?, Fact> fact)
    {
        var index = _facts.Count;
        _facts.Add(fact);
        _recorded.Add(null);
        _rewrite = at => _recorded[index] = at;
        return this;
    }

    private ElderStory Do(Action action)
    {
        action();
        return this;
    }
}
