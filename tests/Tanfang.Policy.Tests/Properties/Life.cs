using FsCheck;
using FsCheck.Fluent;

namespace Tanfang.Policy.Tests;

/// <summary>
/// A made-up life: each number of the code is one thing that happened between September 2026 and April 2027, often
/// recorded later. Fewer numbers make a simpler life, so that a failure shrinks to few events.
/// </summary>
internal sealed class Life
{
    private static readonly string[] Homes =
    [
        ElderStory.Changzhi,
        "140427101201",
        ElderStory.Elsewhere,
        ElderStory.InnerMongolia,
    ];
    private static readonly string[] Births = ["1941-03-02", "1946-12-10", "1966-11-20", "1967-02-28"];
    private static readonly string[] Kinds = ["lockdown", "epidemic", "extremeWeather"];
    private static readonly Modes[] VisitModes = [Modes.OnSite, Modes.OnSite, Modes.Phone, Modes.Video];
    private static readonly DateOnly First = ElderStory.Day("2026-09-01");

    public static readonly DateOnly LastDay = First.AddDays(200);

    private readonly List<Fact> _facts = [];
    private readonly List<Situation> _situations = [];
    private readonly List<VisitFact> _visits = [];

    public Life(int[] code)
    {
        var head = code.Length == 0 ? 0 : code[0];
        var start = First.AddDays(head % 60);
        var at = Known(start, 0);
        _facts.Add(Fact.Enrolled(start, at));
        _facts.Add(Fact.Residence(start, Homes[head / 7 % Homes.Length], true, at));
        _facts.Add(Fact.Wishes(start, Consent.Willing, at));
        _facts.Add(Fact.Gained(start, CategoryOf(head / 31), at));
        Birth = ElderStory.Day(Births[head / 3 % Births.Length]);
        foreach (var number in code.Skip(1))
        {
            Add(number);
        }
    }

    /// <summary>The same life without visits, and with one category more from some day on, perhaps recorded late.</summary>
    public ElderHistory WithOneMoreCategory(int number)
    {
        var on = First.AddDays(number % 200);
        var at = Known(on, number / 200 % 3 == 0 ? number / 600 % 60 : 0);
        return History with { Facts = [.. _facts, Fact.Gained(on, CategoryOf(number / 7), at)] };
    }

    public DateOnly Birth { get; }

    public ElderHistory History => new(Birth, _facts, _situations);

    public IReadOnlyList<VisitFact> Visits => _visits;

    /// <summary>The life with a second file, whose visits are some of its own, merged and perhaps undone.</summary>
    public MergedLife Merged => new(this);

    public static DateTimeOffset End => Known(LastDay.AddDays(50), 0);

    public static Arbitrary<int[]> Codes { get; } =
        Arb.From(
            Gen.ArrayOf(Gen.Choose(0, int.MaxValue)).Resize(16),
            code => code.Select((_, i) => code.Where((_, j) => j != i).ToArray())
        );

    public static string CategoryOf(int number) =>
        Shipped.Policies.Dictionary.Categories[number % Shipped.Policies.Dictionary.Categories.Count].Key;

    public static DateTimeOffset Known(DateOnly day, int delay) => ChinaTime.Midnight(day.AddDays(delay)).AddHours(9);

    public override string ToString() =>
        string.Join(
            '\n',
            [
                $"born {Birth}",
                .. _facts.Select(f => f.ToString()),
                .. _situations.Select(s => s.ToString()),
                .. _visits.Select(v => v.ToString()),
            ]
        );

    private void Add(int number)
    {
        var (what, on, pick) = (number % 16, First.AddDays(number / 16 % 200), number / 3200);
        var delay = pick % 3 == 0 ? pick / 3 % 40 : 0;
        var at = Known(on, delay);
        switch (what)
        {
            case 0:
                _facts.Add(Fact.Left(on, (LeaveReason)(pick % 4), at));
                break;
            case 1:
                _facts.Add(Fact.Enrolled(on, at));
                break;
            case 2:
                _facts.Add(Fact.Residence(on, Homes[pick % Homes.Length], true, at));
                break;
            case 3 or 4:
                _facts.Add(Fact.Gained(on, CategoryOf(pick), at));
                break;
            case 5:
                _facts.Add(Fact.Lost(on, CategoryOf(pick), at));
                break;
            case 6:
                _facts.Add(Fact.Wishes(on, (Consent)(pick % 3), at));
                break;
            case 7:
                _facts.Add(pick % 2 == 0 ? Fact.Hospitalised(on, at) : Fact.Discharged(on, at));
                break;
            case 8:
                var cadence = new Cadence((Every)(pick % 4), 1 + (pick / 4 % 2));
                _facts.Add(Fact.SetCadence(on, pick % 5 == 0 ? null : new(cadence, Modes.Any), at));
                break;
            case 9:
                DateOnly? until = pick % 4 == 0 ? null : on.AddDays(1 + (pick % 25));
                _situations.Add(
                    new($"s{_situations.Count}", Kinds[pick % 3], pick % 2 == 0 ? "" : "14", on, until, at)
                );
                break;
            default:
                AddVisit(on, pick, at);
                break;
        }
    }

    private void AddVisit(DateOnly on, int pick, DateTimeOffset at)
    {
        var id = ElderStory.VisitId(_visits.Count);
        if (pick % 9 == 0 && _visits.Count > 0)
        {
            var first = _visits[pick / 9 % _visits.Count];
            _visits.Add(
                first with
                {
                    Id = id,
                    RecordedAt = at,
                    Counts = pick % 2 == 0,
                    Replaces = first.Replaces ?? first.Id,
                }
            );
            return;
        }
        _visits.Add(new(id, on, at, VisitModes[pick % VisitModes.Length], pick % 11 != 0));
    }
}
