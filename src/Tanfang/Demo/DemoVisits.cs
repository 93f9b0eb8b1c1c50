using Tanfang.Policy;
using Tanfang.Visits;

namespace Tanfang.Demo;

/// <summary>The visits a synthetic elder received: most obligations kept, some late, some entered late, some forgotten.</summary>
internal sealed class DemoVisits(DemoRecipe recipe, DemoPerson person)
{
    private static readonly string[] Wishes =
    [
        "",
        "",
        "",
        "",
        "",
        "",
        "lifeCare",
        "rehabilitation",
        "comfort",
        "homeAdaptation",
    ];

    private readonly Random random = person.Random;
    private readonly List<DemoVisit> visits = [];

    /// <summary>Plans visits that keep most of the obligations which would otherwise all be open.</summary>
    public IReadOnlyList<DemoVisit> For(IEnumerable<ObligationRow> obligations)
    {
        var last = recipe.Today.AddDays(person.Neglected ? -random.Next(15, 45) : 0);
        foreach (
            var row in obligations.OrderBy(r => r.Every == Every.Situation).ThenBy(r => r.Until).ThenBy(r => r.Modes)
        )
        {
            // An extra wants one more visit than the ordinary ones, so what is there already does not count.
            var extra = row.Every == Every.Situation;
            var done = extra ? 0 : visits.Count(v => v.On >= row.From && v.On < row.Until && Fulfils(v, row));
            for (; done < row.AtLeast; done++)
            {
                if (random.Next(1000) < (extra ? 60 : 20))
                {
                    continue;
                }

                Plan(row, last);
            }
        }

        return [.. visits.OrderBy(v => v.On)];
    }

    private static bool Fulfils(DemoVisit visit, ObligationRow row) =>
        !visit.IsAttempt && (visit.Mode == Modes.OnSite || (visit.Mode & row.Modes) != 0);

    private void Plan(ObligationRow row, DateOnly last)
    {
        var open = row.Until > recipe.Today;
        var days = row.Until.DayNumber - row.From.DayNumber;
        var on = row.From.AddDays(random.Next(days));
        if (on > last || (open && on >= recipe.Today) || visits.Any(v => v.On == on))
        {
            return;
        }

        if (random.Next(100) < 5)
        {
            visits.Add(new DemoVisit(on, on, Modes.None, true));
            on = on.AddDays(1);
            if (on >= row.Until || on > last || on >= recipe.Today || visits.Any(v => v.On == on))
            {
                return;
            }
        }

        var mode = row.Modes.HasFlag(Modes.Phone) && random.Next(100) < 30 ? Modes.Phone : Modes.OnSite;
        var entered = on.AddDays(
            random.Next(100) < 5 ? random.Next(2, 9)
            : random.Next(8) == 0 ? 1
            : 0
        );
        visits.Add(
            new DemoVisit(
                on,
                entered < recipe.Today ? entered
                    : recipe.Today.AddDays(-1) > on ? recipe.Today.AddDays(-1)
                    : on,
                mode,
                false
            )
        );
    }

    /// <summary>What was found at the n-th visit, as ticks against the state last shown.</summary>
    public StatusAnswers Answers(DemoVisit visit, Guid id, StatusAnswers? before)
    {
        StatusAnswer Item(StatusAnswer? old, string worse = "worse", string better = "better")
        {
            if (old is null)
            {
                var fine = random.Next(100) < 78;
                return new StatusAnswer(fine ? better : worse, fine ? "good" : "poor", visit.On, id);
            }

            return random.Next(100) switch
            {
                < 3 => new StatusAnswer(worse, "poor", visit.On, id),
                < 6 => new StatusAnswer(better, "good", visit.On, id),
                _ => old with { Tick = "unchanged" },
            };
        }

        return new StatusAnswers
        {
            Family = before is null
                ? null
                : before.Family ?? new StatusAnswer("unchanged", null, before.Movement!.Since, before.Movement.VisitId),
            Expression = Item(before?.Expression),
            Movement = Item(before?.Movement),
            Illness = before?.Illness is { } ill
                ? ill with
                {
                    Tick = "unchanged",
                }
                : new StatusAnswer("improved", "improved", visit.On, id),
            Mood = Item(before?.Mood),
            PersonalHygiene = Item(before?.PersonalHygiene),
            HomeHygiene = Item(before?.HomeHygiene),
            Room = Item(before?.Room),
        };
    }

    /// <summary>Today's finding; mostly what it was, for a stove is not mended by chance.</summary>
    public string Safety(string? before) =>
        before is not null && random.Next(100) < 93
            ? before
            : random.Next(100) switch
            {
                < 88 => "safe",
                < 97 => "fairlySafe",
                _ => "unsafe",
            };

    public string Need() => Wishes[random.Next(Wishes.Length)];
}

/// <summary>One planned visit or attempt.</summary>
internal sealed record DemoVisit(DateOnly On, DateOnly EnteredOn, Modes Mode, bool IsAttempt);
