using System.Net;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.TestKit;

public sealed class TestHostTests
{
    [Theory, BothStores]
    public async Task The_application_answers_over_http(Store store)
    {
        await using var host = await TestHost.StartAsync(store);

        using var answer = await host.Client.GetAsync(
            new Uri("/openapi/v1.json", UriKind.Relative),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task Its_clock_is_the_tests_clock()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite, new FakeClock(new DateOnly(2026, 2, 28)));

        var day = await host.Do<TimeProvider, DateTimeOffset>(clock => Task.FromResult(clock.GetUtcNow()));

        Assert.Equal(new DateTimeOffset(2026, 2, 28, 2, 0, 0, TimeSpan.Zero), day);
    }
}
