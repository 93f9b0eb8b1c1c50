using Tanfang.TestKit;
using Tanfang.Visits;
using Xunit;

namespace Tanfang.Tests.Visits;

public class BasisTests
{
    private const string Poor = """ "mode":"onSite","movement":"worse","visitors":["李探访"] """;

    [Theory, BothStores]
    public async Task Unchanged_is_kept_as_ticked_and_resolved_against_the_visit_shown(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var first = await host.TakenAsync(host.Item(elder, Poor, day: "2026-10-02"));

        var second = await host.TakenAsync(host.Item(elder, Unchanged(first)));

        await using var db = host.Store.Open();
        var answers = StatusAnswers.Parse(db.Visits.Single(v => v.Id == second).Answers);
        Assert.Equal(new StatusAnswer("unchanged", "poor", new(2026, 10, 2), first), answers.Movement);
    }

    [Theory, BothStores]
    public async Task First_visit_knows_no_unchanged(Store store)
    {
        await using var host = await TestHost.StartAsync(store);

        var answer = await host.SendAsync(
            host.Item(await host.AddElder(), """ "mode":"onSite","movement":"unchanged" """)
        );

        Assert.Equal(("quarantined", "unchanged-without-basis"), (answer.Outcome(), answer.Code()));
    }

    [Theory, BothStores]
    public async Task Basis_must_be_a_visit_of_this_elder_that_holds_and_is_not_later(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var other = await host.TakenAsync(host.Item(await host.AddElder("测试乙"), Poor, day: "2026-10-02"));
        var attempt = await host.TakenAsync(
            host.Item(elder, """ "result":"notAtHome" """, kind: "attempt", day: "2026-10-02")
        );
        var later = await host.TakenAsync(host.Item(elder, Poor, day: "2026-11-03"));
        var voided = await host.TakenAsync(host.Item(elder, Poor, day: "2026-10-03"));
        await host.FillAsync($"/visits/{voided}/void", [("reason", "录错了人")]);

        var answers = await host.SendAsync(
            null,
            host.Item(elder, Unchanged(Guid.CreateVersion7())),
            host.Item(elder, Unchanged(other)),
            host.Item(elder, Unchanged(attempt)),
            host.Item(elder, Unchanged(later), day: "2026-11-02"),
            host.Item(elder, Unchanged(voided)),
            host.Item(elder, Unchanged(later), day: "2026-11-03")
        );

        Assert.Equal(
            ["basis-unknown", "basis-unknown", "basis-unknown", "basis-newer", "basis-voided", null],
            answers.Select(a => a.Code())
        );
    }

    private static string Unchanged(Guid basis) =>
        $$""" "mode":"phone",{{Phone.AllUnchanged}},"basis":"{{basis}}","visitors":["李探访"] """;
}
