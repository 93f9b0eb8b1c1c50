using Xunit;
using static Tanfang.Policy.Tests.ElderStory;
using static Tanfang.Policy.Tests.LedgerStory;

namespace Tanfang.Policy.Tests;

/// <summary>A county's pack is one more file, a category one more entry.</summary>
public class AddingTests
{
    [Fact]
    public void A_county_that_asks_for_two_visits_a_month_is_one_more_file()
    {
        var elder = Elder().EnrolledOn("2026-09-01").Is("economicHardship").VisitedOn("2026-11-03");

        var duty = elder.On("2026-11-19", CountyPack.Added).Owes(General).Of(CountyPack.Rule);
        Assert.Equal(new Cadence(Every.Month, 2), duty.Cadence);
        elder
            .LedgerOn("2026-12-05", CountyPack.Added)
            .Has(CountyPack.Rule, "2026-11-01", OutcomeKind.Missed)
            .Has(General, "2026-11-01", OutcomeKind.Fulfilled);
        elder
            .VisitedOn("2026-11-20")
            .LedgerOn("2026-12-05", CountyPack.Added)
            .Has(CountyPack.Rule, "2026-11-01", OutcomeKind.Fulfilled);
    }

    [Fact]
    public void The_neighbouring_county_does_not_notice()
    {
        var elder = Elder().LivesIn("140427101201").Is("economicHardship");

        Assert.Equal(
            ExplanationJson.Write(elder.On("2026-11-19").Explanation),
            ExplanationJson.Write(elder.On("2026-11-19", CountyPack.Added).Explanation)
        );
    }

    [Fact]
    public void The_added_pack_passes_the_check_with_its_own_text() =>
        Assert.DoesNotContain(
            PolicyCheck.Run(
                Shipped.Dictionary,
                Shipped.Readings,
                [.. Shipped.Packs, CountyPack.Text],
                [.. Shipped.Sources, CountyPack.Source],
                Day("2026-11-19")
            ),
            f => f.Failure
        );

    [Fact]
    public void A_pack_added_later_reaches_back_no_further_than_the_last_run()
    {
        var elder = Elder().EnrolledOn("2026-09-01").Is("economicHardship");
        var ledger = elder.LedgerOn("2026-11-19");
        var last = Morning("2026-11-19");
        var changes = Ledger.Reconcile(
            CountyPack.Added,
            elder.History(),
            [],
            ledger.Obligations,
            last.AddDays(1),
            last
        );

        var opened = Assert.Single(changes.Opened);
        Assert.Equal(new ObligationKey(CountyPack.Rule, "", Day("2026-11-01")), opened.Key);
        Assert.Equal(last, opened.OpenedAt);
    }

    [Fact]
    public void A_pack_taken_away_withdraws_what_is_open_and_leaves_what_has_ended()
    {
        var elder = Elder().EnrolledOn("2026-09-01").Is("economicHardship");
        var before = elder.LedgerOn("2026-11-19", CountyPack.Added);
        var changes = Ledger.Reconcile(
            Shipped.Policies,
            elder.History(),
            [],
            before.Obligations,
            Morning("2026-11-20")
        );

        var outcome = Assert.Single(changes.Outcomes, o => o.Obligation.Rule == CountyPack.Rule);
        Assert.Equal((OutcomeKind.Withdrawn, Day("2026-11-01")), (outcome.Outcome.Kind, outcome.Obligation.PeriodFrom));
    }

    [Fact]
    public void A_new_category_is_one_more_entry_and_a_pack_may_use_it()
    {
        var dictionary = Shipped.Dictionary with
        {
            Text = Shipped.Dictionary.Text.Replace(
                "\"categories\": [",
                """
                "categories": [{ "key": "lostOnlyChild", "name": "失独", "shortName": "失独", "implies": ["familyPlanningSpecial"], "source": "测试" },
                """,
                StringComparison.Ordinal
            ),
        };
        var policies = PolicySet.Parse(dictionary, Shipped.Readings, Shipped.Packs);

        Elder().Is("lostOnlyChild").On("2026-11-19", policies).Owes(Goal).Because(Goal, "计划生育特殊家庭").Owes(Key);
    }

    [Theory]
    [InlineData("\"$advancedAge\"", "\"$age\"", "groups[0].grounds[0].when.all[0].ageAtLeast", "age")]
    [InlineData("economicHardship", "poverty", "groups[0].grounds[0].when.all[1].category[0]", "poverty")]
    [InlineData("\"group\": \"general\"", "\"group\": \"genral\"", "rules[0].group", "genral")]
    [InlineData("\"month\"", "\"mouth\"", "rules[0].every", "mouth")]
    [InlineData("\"onSite\"", "\"onsite\"", "rules[0].modes[0]", "onsite")]
    [InlineData("\"atLeast\": 2", "\"atLeast\": 0", "rules[0].atLeast", "1")]
    [InlineData("\"readings\": [\"periods\"]", "\"readings\": [\"perods\"]", "rules[0].readings[0]", "perods")]
    [InlineData("\"140426\"", "\"14042\"", "division", "区划")]
    [InlineData("\"2024-03-01\",\n", "\"2024-02-30\",\n", "validFrom", "2024-02-30")]
    [InlineData("\"validFrom\"", "\"validFron\"", "全文", "validFron")]
    public void What_is_wrong_in_a_pack_is_named_by_file_place_and_reason(
        string good,
        string bad,
        string place,
        string word
    )
    {
        var broken = CountyPack.Text with { Text = CountyPack.Text.Text.Replace(good, bad, StringComparison.Ordinal) };

        var wrong = Assert.Throws<PolicyFormatException>(() =>
            PolicySet.Parse(Shipped.Dictionary, Shipped.Readings, [.. Shipped.Packs, broken])
        );
        Assert.Contains(
            wrong.Problems,
            p => p.File == broken.File && p.Place == place && p.Reason.Contains(word, StringComparison.Ordinal)
        );
    }
}
