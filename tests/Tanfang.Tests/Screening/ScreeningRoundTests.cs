using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Screening;
using Tanfang.Screening.Closing;
using Tanfang.Screening.Following;
using Tanfang.Screening.Listing;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Xunit;
using Desk = Tanfang.Tests.Registry.Desk;

namespace Tanfang.Tests.Screening;

public class ScreeningRoundTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_question_quotes_its_document_word_for_word()
    {
        foreach (var source in ScreeningForm.All.SelectMany(f => f.Items).SelectMany(i => i.Sources))
        {
            var text = File.ReadAllText(Path.Combine(Repository.Root, "policies/sources", source.Pack + ".txt"));
            Assert.Contains(
                source.Quote,
                string.Concat(text.Where(c => !char.IsWhiteSpace(c))),
                StringComparison.Ordinal
            );
        }

        // What both documents ask is asked once, with both sources beside it.
        var both = ScreeningForm.Questions(string.Join(',', ScreeningForm.All.Select(f => f.Key)));
        Assert.Equal(2, Assert.Single(both, q => q.Key == "health").Sources.Count);
    }

    [Theory, BothStores]
    public async Task Round_is_answered_household_by_household_and_closed_when_all_are(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (first, spouse) = (await host.Enrol(Desk.Draft("测试甲")), await host.Enrol(Desk.Draft("测试乙")));
        await ShareHousehold(host, first, spouse);
        var dead = await host.Enrol(Desk.Draft("测试丙"), Desk.OtherVillage);
        var round = await host.OpenRound("minban-2020-7/1");
        var total = (await host.Figures(round)).Total;
        Assert.Equal((2, 3, 2), (total.Households, total.Listed, total.Open));

        // Nothing is chosen that nobody chose; what is missing is named at its field.
        var home = await host.HouseholdOf(round, first);
        var refused = await host.AnswerSheet(home, "", ("p0-elder", $"{first}"), ("p1-elder", $"{spouse}"));
        Assert.Contains("测试甲：没有选在不在家", refused, StringComparison.Ordinal);
        Assert.Contains("href=\"#p1-presence\"", refused, StringComparison.Ordinal);
        Assert.Contains(
            "家庭疫情防控情况：没有选",
            await host.AnswerSheet(home, "", Field.AtHome(0, first).Concat(Field.AtHome(1, spouse)).ToArray()),
            StringComparison.Ordinal
        );

        (string, string)[] whole =
        [
            .. Field.AtHome(0, first),
            .. Field.AtHome(1, spouse),
            ("h-epidemic", "none"),
            ("p0-health-words", "夜里咳嗽"),
            ("p0-category", "noCarerForNow"),
            ("changes", "孙子搬来同住"),
            ("sheet", "01940000-0000-7000-8000-000000000001"),
        ];
        Assert.Equal("", await host.AnswerSheet(home, "", whole));
        Assert.Equal("", await host.AnswerSheet(home, "", whole));
        await AssertKeptSealed(host, home, "夜里咳嗽");

        // What differs from the file waits for the desk; the file is as it was.
        Assert.DoesNotContain("noCarerForNow", (await host.Elder(first)).CategoriesNow, StringComparison.Ordinal);
        var gone = await host.HouseholdOf(round, dead);
        (string, string)[] died = [("p0-elder", $"{dead}"), ("p0-presence", "died")];
        Assert.Contains("去世没有填日期", await host.AnswerSheet(gone, "", died), StringComparison.Ordinal);
        Assert.Equal("", await host.AnswerSheet(gone, "", [.. died, ("p0-since", "2026-11-10")]));
        Assert.Null((await host.Elder(dead)).LeftOn);
        Assert.Equal(3, (await host.Proposals(ProposalState.Waiting)).Count);
        Assert.Contains("孙子搬来同住", await host.Page("/changes"), StringComparison.Ordinal);

        // A silent village is a question without an answer: the round cannot end.
        Assert.Contains("个村（社区）未报告", await Close(host, round), StringComparison.Ordinal);
        await ReportTheRest(host, round);
        total = (await host.Figures(round)).Total;
        Assert.Equal(
            (0, 0, 2, 2, 1),
            (total.Open, total.Silent, total.Answered, total.At("present"), total.At("died"))
        );
        Assert.Equal("", await Close(host, round));
        Assert.Contains(
            "已经结束",
            await host.AnswerSheet(
                await host.HouseholdOf(round, first),
                "",
                [.. Field.AtHome(0, first), .. Field.AtHome(1, spouse), ("h-epidemic", "none")]
            ),
            StringComparison.Ordinal
        );
        await AcceptAll(host);
        Assert.Contains("|noCarerForNow|", (await host.Elder(first)).CategoriesNow, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2026, 11, 10), (await host.Elder(dead)).LeftOn);
    }

    [Theory, BothStores]
    public async Task New_answer_supersedes_and_withdraws_what_the_old_one_proposed(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol();
        var round = await host.OpenRound("minban-2020-7/1");
        var row = await host.HouseholdOf(round, elder);
        Assert.Equal(
            "",
            await host.AnswerSheet(
                row,
                "",
                ("p0-elder", $"{elder}"),
                ("p0-presence", "moved"),
                ("p0-since", "2026-11-01")
            )
        );

        // Filled in on the state before: somebody else's answer has to be seen first.
        (string, string)[] corrected = [.. Field.AtHome(0, elder), ("h-epidemic", "none")];
        Assert.Contains("别人已经答了这一户", await host.AnswerSheet(row, "", corrected), StringComparison.Ordinal);
        row = await host.HouseholdOf(round, elder);
        Assert.Equal("", await host.AnswerSheet(row, "", corrected));
        Assert.Empty(await host.Proposals(ProposalState.Waiting));
        Assert.Equal(FactKind.Left, Assert.Single(await host.Proposals(ProposalState.Withdrawn)).Kind);
        await using (var db = host.Store.Open())
        {
            Assert.Equal(2, await db.ScreeningAnswers.CountAsync(Cancel));
            var newest = await db.ScreeningAnswers.SingleAsync(a => a.SupersedesId == row.AnswerId, Cancel);
            Assert.Equal(newest.Id, (await db.ScreeningHouseholds.SingleAsync(Cancel)).AnswerId);
        }

        row = await host.HouseholdOf(round, elder);
        Assert.Contains(
            "选了其他，没有说明",
            await host.AnswerSheet(row, "?handler=Excuse", ("excuse", "other")),
            StringComparison.Ordinal
        );
        Assert.Equal("", await host.AnswerSheet(row, "?handler=Excuse", ("excuse", "unreachable")));
        Assert.Equal((1, 0), ((await host.Figures(round)).Total.Excused, (await host.Figures(round)).Total.Answered));
        Assert.Contains(
            "多次上门、电话都联系不上",
            await host.Page($"/screenings/{round}/households?state=excused"),
            StringComparison.Ordinal
        );
    }

    [Theory, BothStores]
    public async Task Household_found_in_the_field_waits_until_its_people_are_registered(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var village = await host.DivisionId(Desk.Village);
        var round = await host.OpenRound("neimenggu-2018/1");
        using var found = await host.SubmitAsync(
            $"/screenings/{round}/households?area={village}&handler=Found",
            ("household", "01940000-0000-7000-8000-000000000009"),
            ("words", "村东头王家")
        );
        var page = found.Headers.Location!.ToString();
        Assert.Contains("村东头王家", await host.Page(page), StringComparison.Ordinal);
        Assert.Contains("1 户未答", await Close(host, round), StringComparison.Ordinal);
        using var prefilled = await host.SubmitAsync("/elders/new?handler=Prefill", ("Form.Division", Desk.Village));
        Assert.Contains(Desk.Village, await prefilled.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        var elder = await host.Enrol(Desk.Draft("测试王"));
        var stranger = await host.Enrol(Desk.Draft("测试李"));
        using var bound = await host.SubmitAsync(page + "?handler=Bind", ("elder", $"{elder}"));
        Assert.Equal(HttpStatusCode.Redirect, bound.StatusCode);
        var row = await host.HouseholdOf(round, elder);
        Assert.NotNull(row.Found);
        Assert.DoesNotContain("王", System.Text.Encoding.UTF8.GetString(row.Found), StringComparison.Ordinal);

        // Who was registered meanwhile and belongs to no found household is put on the list too.
        using var listed = await host.SubmitAsync($"/screenings/{round}/households?area={village}&handler=List");
        Assert.Equal(HttpStatusCode.Redirect, listed.StatusCode);
        Assert.NotEqual(row.Id, (await host.HouseholdOf(round, stranger)).Id);
        Assert.Equal((2, 2), ((await host.Figures(round)).Total.Households, (await host.Figures(round)).Total.Listed));
        Assert.False(
            (
                await host.Do<ReportWithout, Result<int>>(report =>
                    report.Run(Scope.Everything, Actor.Local, round, [village], Cancel)
                )
            ).Succeeded
        );
        await AssertWall(host, round, row);
        await AssertNumbersOpenToRows(host, round);
    }

    /// <summary>Somebody of another county sees neither the round nor its households, and can neither answer nor close it.</summary>
    private static async Task AssertWall(TestHost host, Guid round, ScreeningHousehold row)
    {
        var other = Scope.Of(await host.DivisionId("140425"));
        Assert.Null(await host.Do<ReadRound, RoundView?>(read => read.Run(other, round, Cancel)));
        Assert.Empty(
            (
                await host.Do<FindHouseholds, Page<HouseholdRow>>(find =>
                    find.Run(other, round, new HouseholdFilter(null, null, null), Cancel)
                )
            ).Items
        );
        Assert.Equal(
            "screening.unknown",
            Assert
                .Single(
                    (
                        await host.Do<CloseRound, Result<Guid>>(close => close.Run(other, Actor.Local, round, Cancel))
                    ).Refusals
                )
                .Code
        );
        Assert.Equal(
            "screening.village",
            Assert
                .Single(
                    (
                        await host.Do<AddFound, Result<Guid>>(add =>
                            add.Run(other, Actor.Local, Guid.CreateVersion7(), round, row.VillageId, "户", Cancel)
                        )
                    ).Refusals
                )
                .Code
        );
    }

    private static async Task AssertNumbersOpenToRows(TestHost host, Guid round)
    {
        var view = await host.Figures(round);
        foreach (var (village, figures) in view.Villages.Where(v => v.Figures.Households > 0))
        {
            foreach (
                var (state, count) in new[]
                {
                    ("all", figures.Households),
                    ("open", figures.Open),
                    ("answered", figures.Answered),
                }
            )
            {
                var rows = await host.Do<FindHouseholds, Page<HouseholdRow>>(find =>
                    find.Run(Scope.Everything, round, new HouseholdFilter(village.Id, state, null), Cancel)
                );
                Assert.Equal(count, rows.Total);
            }
        }

        using var book = await host.Client.GetAsync(
            new Uri($"/screenings/{round}?handler=Xlsx", UriKind.Relative),
            Cancel
        );
        Assert.Equal(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            book.Content.Headers.ContentType?.MediaType
        );
        Assert.Contains("东阳关镇", await host.Page($"/screenings/{round}"), StringComparison.Ordinal);
    }

    private static async Task ShareHousehold(TestHost host, Guid first, Guid second)
    {
        var shared = (await host.Elder(first)).HouseholdId;
        await using var db = host.Store.Open();
        await db
            .Elders.Where(e => e.Id == second)
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.HouseholdId, shared), Cancel);
    }

    private static async Task AssertKeptSealed(TestHost host, ScreeningHousehold home, string words)
    {
        await using var db = host.Store.Open();
        var answer = await db.ScreeningAnswers.SingleAsync(a => a.RowId == home.Id, Cancel);
        var persons = await db.ScreeningPersonAnswers.Where(p => p.AnswerId == answer.Id).ToListAsync(Cancel);
        Assert.Equal(2, persons.Count);
        Assert.DoesNotContain(words, string.Concat(persons.Select(p => p.Codes)), StringComparison.Ordinal);
        Assert.Contains(words, await host.Page($"/screenings/households/{home.Id}"), StringComparison.Ordinal);
        Assert.Equal(2, await db.FileConfirmations.CountAsync(c => c.Source == "screening", Cancel));
    }

    private static async Task ReportTheRest(TestHost host, Guid round)
    {
        var silent = (await host.Figures(round))
            .Villages.Where(v => v.Figures.Silent > 0)
            .Select(v => ("villages", $"{v.Village.Id}"));
        using var answer = await host.SubmitAsync($"/screenings/{round}/silent", [.. silent]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task<string> Close(TestHost host, Guid round)
    {
        using var answer = await host.SubmitAsync($"/screenings/{round}?handler=Close");
        return answer.StatusCode == HttpStatusCode.Redirect
            ? ""
            : WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task AcceptAll(TestHost host)
    {
        foreach (var proposal in await host.Proposals(ProposalState.Waiting))
        {
            using var answer = await host.SubmitAsync("/changes", ("id", $"{proposal.Id}"), ("decision", "accept"));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }
    }
}
