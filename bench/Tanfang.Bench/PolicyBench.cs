using Tanfang.Policy;

namespace Tanfang.Bench;

/// <summary>One day's decision for many people: which rules ask something of each.</summary>
internal static class PolicyBench
{
    private const int People = 200_000;
    private const int Explained = 5_000;
    private static readonly DateOnly Day = new(2026, 11, 19);
    private static readonly string[] Divisions = ["140426101201", "140427101201", "110101001001", "152525101201"];

    public static void Run()
    {
        var policies = Packs.Load();
        var people = MakePeople(policies.Dictionary);
        var facts = people.Take(Explained).Select(p => FactsOf(p, policies.Dictionary)).ToArray();
        var rules = new DayRules(policies, Day);
        Verify(policies, rules, people, facts);

        long sink = 0;
        var ours = Measured.Best(People, 5, () => sink += Decide(rules, people));
        var limit = Measured.Best(People, 5, () => sink += BareLoop(people));
        var control = Measured.Best(
            Explained,
            3,
            () =>
            {
                foreach (var elder in facts)
                {
                    sink += Explain.On(policies, elder, Day).Duties.Count;
                }
            }
        );
        GC.KeepAlive(sink);
        Figure.Print(
            "policy-day",
            "elder",
            ours,
            limit,
            "a bare loop over the same structs",
            control,
            "the full explanation with its reasons"
        );
    }

    private static long Decide(DayRules rules, PersonOn[] people)
    {
        long duties = 0;
        foreach (ref readonly var person in people.AsSpan())
        {
            duties += rules.Count(person);
        }
        return duties;
    }

    private static long BareLoop(PersonOn[] people)
    {
        long counted = 0;
        foreach (ref readonly var person in people.AsSpan())
        {
            counted +=
                person.Enrolled
                && person.Age >= 60
                && person.Consent != Consent.Refused
                && (person.Categories.Bits & 0x7F) != 0
                    ? 1
                    : 0;
        }
        return counted;
    }

    /// <summary>A figure is only printed for an answer that is right: every decision equals its explanation.</summary>
    private static void Verify(PolicySet policies, DayRules rules, PersonOn[] people, ElderFacts[] facts)
    {
        for (var i = 0; i < facts.Length; i++)
        {
            var explained = Explain.On(policies, facts[i], Day).Duties.Count;
            if (explained != rules.Count(people[i]))
            {
                throw new InvalidOperationException(
                    $"person {i}: {explained} duties explained, {rules.Count(people[i])} decided"
                );
            }
        }
    }

    private static PersonOn[] MakePeople(CategoryDictionary dictionary)
    {
        var random = new Random(20261119);
        var people = new PersonOn[People];
        for (var i = 0; i < People; i++)
        {
            var categories = default(CategorySet);
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                categories = categories.With(
                    dictionary.WithImplied(dictionary.Categories[random.Next(dictionary.Categories.Count)].Key)
                );
            }
            people[i] = new PersonOn
            {
                Age = random.Next(55, 100),
                Enrolled = true,
                Division = Divisions[random.Next(Divisions.Length)],
                Rural = random.Next(2) == 0,
                Categories = categories,
                Consent = (Consent)random.Next(3),
            };
        }
        return people;
    }

    private static ElderFacts FactsOf(PersonOn person, CategoryDictionary dictionary) =>
        new(
            person.Division,
            person.Rural,
            Day.AddYears(-person.Age),
            Day.AddYears(-1),
            [.. dictionary.Categories.Select(c => c.Key).Where(k => dictionary.SetOf(k).Overlaps(person.Categories))],
            person.Consent,
            []
        );
}
