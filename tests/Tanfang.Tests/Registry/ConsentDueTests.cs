using System.Net;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Registry;

public class ConsentDueTests
{
    [Theory, BothStores]
    public async Task Refusal_is_asked_about_again_when_due_and_never_turned_into_consent(Store store)
    {
        await using var host = await TestHost.StartAsync(store, new FakeClock(new DateOnly(2026, 3, 1)));
        var refused = await host.Enrol(
            Desk.Draft("测试拒") with
            {
                Consent = ConsentState.Refused,
                ConsentOn = new DateOnly(2026, 2, 28),
            }
        );
        var notAsked = await host.Enrol(
            Desk.Draft("测试问") with
            {
                Consent = null,
                ConsentGivenBy = null,
                EnrolledOn = new DateOnly(2026, 3, 1),
            }
        );
        var willing = await host.Enrol(Desk.Draft("测试愿"));
        Assert.Equal(0, await Due(host));

        host.Clock.ChinaDay = new DateOnly(2026, 3, 31);
        Assert.Equal(1, await Due(host));
        Assert.Contains("测试问", await host.Page("/elders/consent-due"), StringComparison.Ordinal);
        host.Clock.ChinaDay = new DateOnly(2026, 8, 27);
        Assert.Equal(1, await Due(host));
        host.Clock.ChinaDay = new DateOnly(2026, 8, 28);
        Assert.Equal(2, await Due(host));
        Assert.Contains("2026-08-28 起再次征询", await host.Page($"/elders/{refused}"), StringComparison.Ordinal);

        // Asked and refused once more: a new fact, due again in six months; still nobody is enrolled by waiting.
        Assert.Equal(
            "",
            await host.EnterFact(
                refused,
                "consent",
                ("Form.Key", "refused"),
                ("Form.GivenBy", "本人"),
                ("Form.On", "2026-08-28")
            )
        );
        Assert.Equal(
            "",
            await host.EnterFact(
                notAsked,
                "consent",
                ("Form.Key", "willing"),
                ("Form.GivenBy", "女儿"),
                ("Form.On", "2026-08-28")
            )
        );
        Assert.Equal(0, await Due(host));
        Assert.Equal(ConsentState.Refused, (await host.Elder(refused)).ConsentNow);
        host.Clock.ChinaDay = new DateOnly(2027, 2, 28);
        var page = WebUtility.HtmlDecode(await host.Page("/elders/consent-due"));
        Assert.Contains("测试拒", page, StringComparison.Ordinal);
        Assert.DoesNotContain("测试愿", page, StringComparison.Ordinal);
        Assert.Equal(ConsentState.Willing, (await host.Elder(willing)).ConsentNow);
    }

    private static Task<int> Due(TestHost host) =>
        host.Do<DueConsent, int>(due => due.Count(Scope.Everything, CancellationToken.None));
}
