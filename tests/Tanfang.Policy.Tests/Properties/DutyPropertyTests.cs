using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Tanfang.Policy.Tests;

/// <summary>What must hold of the duties of any person on any day.</summary>
public class DutyPropertyTests
{
    private static readonly DateOnly First = ElderStory.Day("2026-01-01");

    [Fact]
    public void One_more_category_never_lowers_what_is_owed() =>
        Holds(
            (facts, day, pick) =>
                Covers(
                    Explain.On(Shipped.Policies, facts, day),
                    Explain.On(
                        Shipped.Policies,
                        facts with
                        {
                            Categories = [.. facts.Categories, Life.CategoryOf(pick)],
                        },
                        day
                    )
                )
        );

    [Fact]
    public void One_more_pack_never_lowers_what_is_owed() =>
        Holds(
            (facts, day, _) =>
                Covers(Explain.On(Shipped.Policies, facts, day), Explain.On(CountyPack.Added, facts, day))
        );

    [Fact]
    public void The_same_facts_give_the_same_bytes() =>
        Holds(
            (facts, day, _) =>
                ExplanationJson
                    .Write(Explain.On(Shipped.Policies, facts, day))
                    .SequenceEqual(
                        ExplanationJson.Write(
                            Explain.On(
                                Shipped.Policies,
                                facts with
                                {
                                    Categories = [.. facts.Categories.Reverse()],
                                },
                                day
                            )
                        )
                    )
        );

    [Fact]
    public void Everybody_in_a_group_has_a_duty_or_reads_why_not() =>
        Holds(
            (facts, day, _) =>
                Explain.On(Shipped.Policies, facts, day) is var e
                && (e.Duties.Count > 0 || e.Notes.Count > 0)
                && (e.Enrolled || e.Duties.Count == 0)
        );

    [Fact]
    public void Every_duty_gives_its_ground_its_words_and_a_period_that_holds_or_follows_the_day() =>
        Holds(
            (facts, day, _) =>
                Explain
                    .On(Shipped.Policies, facts, day)
                    .Duties.All(d =>
                        d.Because.Count > 0
                        && d.Citation.Quote.Length > 0
                        && (
                            d.Period is { } p
                                ? p.Until > day && !p.IsEmpty
                                : d.Kind is RuleKind.Immediate or RuleKind.Attention
                        )
                    )
        );

    /// <summary>
    /// Each duty before is still there, or a stricter tier has taken its place; the modes of none became wider without
    /// a substitution.
    /// </summary>
    private static bool Covers(Explanation before, Explanation after) =>
        before.Duties.All(d => after.Duties.Any(a => TakesThePlaceOf(a, d)));

    private static bool TakesThePlaceOf(Duty after, Duty before)
    {
        var narrow = (after.Modes & ~before.Modes) == 0;
        if (after.Rule == before.Rule)
        {
            return narrow && after.Cadence == before.Cadence;
        }
        var stricterTier =
            after.Tier is not null && before.Tier is not null && after.Rule.Split('/')[0] == before.Rule.Split('/')[0];
        return stricterTier && narrow && after.Cadence!.Value.PerYear >= before.Cadence!.Value.PerYear;
    }

    private static void Holds(Func<ElderFacts, DateOnly, int, bool> property)
    {
        var people =
            from code in Gen.ArrayOf(Gen.Choose(0, 16), 4)
            from age in Gen.Choose(50, 95)
            from enrolled in Gen.Choose(0, 330)
            from place in Gen.Elements(ElderStory.Changzhi, ElderStory.Elsewhere, ElderStory.InnerMongolia)
            from rural in Gen.Elements<bool?>(true, false, null)
            from wish in Gen.Elements(Consent.Willing, Consent.Willing, Consent.NotAsked, Consent.Refused)
            from kind in Gen.Elements("lockdown", "epidemic", "extremeWeather")
            from situation in Gen.Choose(0, 300)
            from length in Gen.Choose(0, 60)
            let from_ = First.AddDays(situation)
            select new ElderFacts(
                place,
                rural,
                First.AddYears(-age).AddDays(situation),
                First.AddDays(enrolled),
                [.. code.Take(1 + (enrolled % 4)).Select(Life.CategoryOf).Distinct()],
                wish,
                [new SituationFact(kind, "", from_, length == 0 ? null : from_.AddDays(length))]
            );
        var days = Gen.Choose(0, 360).Select(First.AddDays);
        var all = from facts in people from day in days from pick in Gen.Choose(0, 16) select (facts, day, pick);
        Prop.ForAll(
                all.ToArbitrary(),
                ((ElderFacts Facts, DateOnly Day, int Pick) x) => property(x.Facts, x.Day, x.Pick)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }
}
