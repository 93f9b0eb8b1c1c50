using Tanfang.Obligations;
using Tanfang.Policy;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Obligations;

/// <summary>The ledger as it stands in the store after what a day brings.</summary>
public sealed class ReconcileEldersTests
{
    private const string Goal = "national-2022-73/goal";
    private const string Weekly = "changzhi-2023-38/key";
    private static readonly string[] Key = ["incapacitatedFull", "economicHardship"];

    [Theory, BothStores]
    public async Task Enrolled_on_the_first_of_a_month_its_visit_is_due_until_the_last(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-11-01");
        var elder = await story.Enrol();

        var row = await story.Row(elder, Goal, "2026-11-01");

        Assert.Equal(ObligationState.Due, row.State);
        Assert.Equal(LedgerStory.Day("2026-12-01"), row.Until);
        Assert.Equal(await story.DivisionId(LedgerStory.Village), row.CountedInId);
        Assert.True(row.MonthlyRate);
    }

    [Theory]
    [BothStores("2026-11-16", ObligationState.Due)]
    [BothStores("2026-11-17", ObligationState.Withdrawn)]
    public async Task Half_of_the_month_left_is_due_a_day_less_is_not_yet(
        Store store,
        string day,
        ObligationState state
    )
    {
        await using var story = await LedgerStory.Begin(store, day);
        var elder = await story.Enrol();

        var row = await story.Row(elder, Goal, "2026-11-01");

        Assert.Equal(state, row.State);
        Assert.Equal(state == ObligationState.Withdrawn ? "notYetDue" : null, row.StateWhy);
    }

    [Theory, BothStores]
    public async Task A_visit_fulfils_every_duty_that_takes_its_mode(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-11-02");
        var elder = await story.Enrol(Key);

        story.On("2026-11-04");
        var call = await story.Visit(elder, "2026-11-04", Modes.Phone);
        story.On("2026-11-05");
        await story.Daily();
        Assert.Equal(ObligationState.Due, (await story.Row(elder, Weekly, "2026-11-02")).State);
        var visit = await story.Visit(elder, "2026-11-05");

        var week = await story.Row(elder, Weekly, "2026-11-02");
        Assert.Equal((ObligationState.Fulfilled, visit), (week.State, week.StateVisitId));
        var month = await story.Row(elder, "national-2022-73/incapacitated", "2026-11-01");
        Assert.Equal((ObligationState.Fulfilled, call), (month.State, month.StateVisitId));
        Assert.True(month.StateOnSite, "the visit on site counts in the month, too");
    }

    [Theory, BothStores]
    public async Task A_missed_week_stays_missed_and_a_visit_ends_overdue(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-11-02");
        var elder = await story.Enrol(Key);
        story.On("2026-11-09", "00:00");
        await story.Daily();

        Assert.Equal(ObligationState.Missed, (await story.Row(elder, Weekly, "2026-11-02")).State);
        Assert.Equal(LedgerStory.Day("2026-11-09"), await OverdueSince(story, elder));

        story.On("2026-11-12");
        await story.Daily();
        await story.Visit(elder, "2026-11-12");

        Assert.Equal(ObligationState.Missed, (await story.Row(elder, Weekly, "2026-11-02")).State);
        Assert.Equal(ObligationState.Fulfilled, (await story.Row(elder, Weekly, "2026-11-09")).State);
        Assert.Null(await OverdueSince(story, elder));
    }

    [Theory, BothStores]
    public async Task A_visit_made_in_time_and_entered_late_counts_in_its_own_week(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-11-02");
        var elder = await story.Enrol(Key);
        story.On("2026-11-10");
        await story.Daily();
        story.On("2026-11-11");
        await story.Visit(elder, "2026-11-08");

        var row = await story.Row(elder, Weekly, "2026-11-02");
        Assert.Equal(ObligationState.Fulfilled, row.State);
        var outcomes = await story.Outcomes(row.Id);
        Assert.Equal([ObligationState.Missed, ObligationState.Fulfilled], outcomes.Select(o => o.Kind));
        Assert.Equal(Policy.ChinaTime.Midnight(LedgerStory.Day("2026-11-09")), outcomes[0].RecordedAt);
        Assert.Null(await OverdueSince(story, elder));
    }

    [Theory, BothStores]
    public async Task A_voided_visit_takes_back_what_it_fulfilled(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-11-02");
        var elder = await story.Enrol(Key);
        var visit = await story.Visit(elder, "2026-11-02");
        story.On("2026-11-03");
        await story.Void(elder, visit);
        Assert.Equal(ObligationState.Due, (await story.Row(elder, Weekly, "2026-11-02")).State);

        story.On("2026-11-09");
        await story.Daily();
        var row = await story.Row(elder, Weekly, "2026-11-02");
        Assert.Equal(
            [ObligationState.Fulfilled, ObligationState.Due, ObligationState.Missed],
            (await story.Outcomes(row.Id)).Select(o => o.Kind)
        );
    }

    [Theory, BothStores]
    public async Task A_visit_corrected_to_another_week_counts_there(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-11-02");
        var elder = await story.Enrol(Key);
        story.On("2026-11-10");
        var visit = await story.Visit(elder, "2026-11-10");
        await story.Daily();
        story.On("2026-11-11");
        await story.Visit(elder, "2026-11-08", corrects: visit);

        Assert.Equal(ObligationState.Fulfilled, (await story.Row(elder, Weekly, "2026-11-02")).State);
        Assert.Equal(ObligationState.Due, (await story.Row(elder, Weekly, "2026-11-09")).State);
    }

    [Theory, BothStores]
    public async Task A_death_told_late_excuses_the_month_and_opens_nothing(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-10-01");
        var elder = await story.Enrol();
        story.On("2026-11-05");
        await story.Daily();
        Assert.Equal(ObligationState.Missed, (await story.Row(elder, Goal, "2026-10-01")).State);

        await story.Learn(elder, FactKind.Left, "2026-10-20", "died");

        var october = await story.Row(elder, Goal, "2026-10-01");
        Assert.Equal((ObligationState.Excused, "left:died"), (october.State, october.StateWhy));
        Assert.Equal(ObligationState.Withdrawn, (await story.Row(elder, Goal, "2026-11-01")).State);
        Assert.Null(await OverdueSince(story, elder));
    }

    [Theory, BothStores]
    public async Task An_open_obligation_follows_who_moves_and_an_ended_one_stays(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-10-01");
        var elder = await story.Enrol();
        story.On("2026-11-05");
        await story.Daily();
        await story.Move(elder, "2026-11-05", LedgerStory.Neighbour);

        Assert.Equal(
            await story.DivisionId(LedgerStory.Village),
            (await story.Row(elder, Goal, "2026-10-01")).CountedInId
        );
        Assert.Equal(
            await story.DivisionId(LedgerStory.Neighbour),
            (await story.Row(elder, Goal, "2026-11-01")).CountedInId
        );
    }

    private static async Task<DateOnly?> OverdueSince(LedgerStory story, Guid elder)
    {
        await using var db = story.Open();
        return (await db.Elders.FindAsync([elder], TestContext.Current.CancellationToken))!.OverdueSince;
    }
}
