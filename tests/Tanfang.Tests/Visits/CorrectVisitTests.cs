using Tanfang.Policy;
using Tanfang.TestKit;
using Tanfang.Visits;
using Xunit;

namespace Tanfang.Tests.Visits;

public class CorrectVisitTests
{
    private const string Unsafe = """ "mode":"phone","gas":"unsafe","visitors":["李探访"] """;

    [Theory, BothStores]
    public async Task Correction_keeps_the_number_and_closes_the_old_record(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        await host.TakenAsync(host.Item(elder));
        var old = await host.TakenAsync(host.Item(elder));
        await host.TakenAsync(host.Item(elder));

        var answer = await host.SendAsync(host.Item(elder, Unsafe, corrects: old));

        Assert.Equal(("accepted", 2), (answer.Outcome(), (int)answer["ordinal"]!));
        await using var db = host.Store.Open();
        var closed = db.Visits.Single(v => v.Id == old);
        Assert.Equal((string)answer["id"]!, closed.ReplacedById.ToString());
        Assert.Equal("safe", closed.Gas);
        Assert.Null(closed.VoidReason);
        Assert.Equal(3, db.Elders.Single().VisitCount);
    }

    [Theory, BothStores]
    public async Task Only_the_newest_record_of_a_visit_of_the_same_elder_is_corrected(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var other = await host.AddElder("测试乙");
        var first = await host.TakenAsync(host.Item(elder));
        var second = await host.TakenAsync(host.Item(elder, corrects: first));
        var voided = await host.TakenAsync(host.Item(elder));
        await host.FillAsync($"/visits/{voided}/void", [("reason", "重复录入")]);

        var answers = await host.SendAsync(
            null,
            host.Item(elder, corrects: first),
            host.Item(elder, corrects: Guid.CreateVersion7()),
            host.Item(other, corrects: second),
            host.Item(elder, corrects: voided),
            host.Item(elder, """ "result":"refused" """, kind: "attempt", corrects: second),
            host.Item(elder, corrects: second)
        );

        Assert.Equal(
            ["corrects-closed", "corrects-unknown", "corrects-unknown", "corrects-voided", "corrects-other-kind", null],
            answers.Select(a => a.Code())
        );
    }

    [Theory, BothStores]
    public async Task Corrections_of_one_record_at_once_leave_one(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var old = await host.TakenAsync(host.Item(elder));

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => host.SendAsync(host.Item(elder, corrects: old)))
        );

        Assert.Single(answers, a => a.Outcome() == "accepted");
        Assert.Equal(7, answers.Count(a => a.Code() == "corrects-closed"));
    }

    [Theory, BothStores]
    public async Task Voided_visit_keeps_its_number_and_needs_a_reason(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var visit = await host.TakenAsync(host.Item(elder));

        var (refused, _) = await host.FillAsync($"/visits/{visit}/void", [("reason", " ")]);
        var (_, done) = await host.FillAsync($"/visits/{visit}/void", [("reason", "录错了人")]);
        var next = await host.SendAsync(host.Item(elder));

        Assert.Contains("没有填写作废原因", refused, StringComparison.Ordinal);
        Assert.Equal($"/visits/{visit}", done);
        Assert.Contains("录错了人", await host.OpenAsync($"/visits/{visit}"), StringComparison.Ordinal);
        Assert.Equal(2, (int)next["ordinal"]!);
    }

    [Theory, BothStores]
    public async Task Rules_see_corrections_and_voids_from_the_moment_they_are_known(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var first = await host.TakenAsync(host.Item(elder, day: "2026-11-02"));
        var second = await host.TakenAsync(host.Item(elder, Unsafe, day: "2026-11-03", corrects: first));
        await host.TakenAsync(host.Item(elder, """ "result":"noAnswer" """, kind: "attempt"));
        await host.FillAsync($"/visits/{second}/void", [("reason", "录错了人")]);

        await using var db = host.Store.Open();
        var facts = (await VisitHistory.Read(db, [elder], null, TestContext.Current.CancellationToken))[elder]
            .OrderBy(f => f.RecordedAt)
            .ToList();

        Assert.Equal([Modes.OnSite, Modes.Phone, Modes.Phone], facts.Select(f => f.Mode));
        Assert.Equal([true, true, false], facts.Select(f => f.Counts));
        Assert.Equal([null, first, first], facts.Select(f => f.Replaces));
        Assert.Equal(3, facts.Select(f => f.RecordedAt).Distinct().Count());
    }
}
