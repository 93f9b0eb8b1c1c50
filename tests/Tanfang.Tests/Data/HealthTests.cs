using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tanfang.Data;
using Tanfang.Data.Health;
using Tanfang.Obligations.Running;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Data;

public sealed partial class HealthTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task A_host_in_order_is_alive_and_ready(Store store)
    {
        await using var host = await TestHost.StartAsync(store);

        Assert.Equal(HttpStatusCode.OK, (await Get(host, "/healthz")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Get(host, "/readyz")).Status);
    }

    [Theory]
    [BothStores("update store_info set value = 'other' where key = 'keyCheck'", "wrongKey")]
    [BothStores("delete from store_info", "wrongKey")]
    [BothStores("delete from \"__EFMigrationsHistory\"", "schemaBehind")]
    [BothStores("insert into \"__EFMigrationsHistory\" values ('9999_Later', '10')", "schemaAhead")]
    [BothStores("alter table store_info rename to elsewhere", "storeUnreachable")]
    public async Task A_store_that_cannot_be_served_is_said_with_its_reason(Store store, string sql, string code)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.Do<TanfangDb>(db => db.Database.ExecuteSqlRawAsync(sql, Cancel));

        var (status, text) = await Get(host, "/readyz");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains($"\"code\":\"{code}\"", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Get(host, "/healthz")).Status);
    }

    [Theory, BothStores]
    public async Task Metrics_tell_requests_by_route_and_what_the_store_knows(Store store)
    {
        var clock = new FakeClock(new DateOnly(2026, 11, 19));
        await using var host = await TestHost.StartAsync(store, clock);
        await host.Do<RunDaily>(daily => daily.Run(Cancel));
        await host.Do<AppMeters>(m =>
        {
            m.Received("accepted");
            m.Received("accepted");
            return Task.CompletedTask;
        });
        await Get(host, "/openapi/v1.json");

        var metrics = (await Get(host, "/metrics")).Text;

        Assert.Contains("tanfang_records_total{outcome=\"accepted\"} 2\n", metrics, StringComparison.Ordinal);
        Assert.Contains("tanfang_quarantine_open 0\n", metrics, StringComparison.Ordinal);
        Assert.Contains("tanfang_store_up 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains(
            $"tanfang_daily_run_last_success_timestamp_seconds {clock.GetUtcNow().ToUnixTimeSeconds()}\n",
            metrics,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "http_server_request_duration_seconds_count{http_request_method=\"GET\",http_response_status_code=\"200\",http_route=\"/openapi/{documentName}.json\"} 1\n",
            metrics,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("tanfang_backup_age", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_line_of_the_metrics_is_one_that_Prometheus_reads()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        await Get(host, "/openapi/v1.json");

        var lines = (await Get(host, "/metrics")).Text.TrimEnd('\n').Split('\n');

        Assert.All(lines, line => Assert.Matches(line[0] == '#' ? Comment() : Sample(), line));
        var series = lines.Where(l => l[0] != '#').Select(l => l[..l.LastIndexOf(' ')]).ToList();
        Assert.Equal(series.Count, series.Distinct().Count());
        Assert.All(
            lines.Where(l => l[0] != '#'),
            l => double.Parse(l[(l.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)
        );
    }

    [Fact]
    public async Task Addresses_that_visitors_make_up_make_no_new_series()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        await Get(host, "/made-up-0");
        var before = Requests((await Get(host, "/metrics")).Text);

        for (var i = 1; i < 40; i++)
        {
            await Get(host, $"/made-up-{i}?name=张三{i}");
        }

        var after = (await Get(host, "/metrics")).Text;
        Assert.Equal(before, Requests(after));
        Assert.DoesNotContain("made-up", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_keys_of_forms_are_kept_sealed_with_the_office()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        var box = await host.Do<IDataProtectionProvider, byte[]>(p =>
            Task.FromResult(p.CreateProtector("test").Protect([1]))
        );

        var file = Assert.Single(Directory.EnumerateFiles(host.Store.Options.FormKeyDirectory, "key-*.xml"));
        var text = await File.ReadAllTextAsync(file, Cancel);
        Assert.Contains("<sealed", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", text, StringComparison.Ordinal);
        await using var again = Office.Build(host.Store.Options, host.Clock);
        Assert.Equal(
            [1],
            again.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(box)
        );
    }

    private static int Requests(string metrics) =>
        metrics.Split('\n').Count(l => l.StartsWith("http_", StringComparison.Ordinal));

    private static async Task<(HttpStatusCode Status, string Text)> Get(TestHost host, string path)
    {
        using var answer = await host.Client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    [GeneratedRegex("""^# (HELP|TYPE) [a-z_]+ .+$""")]
    private static partial Regex Comment();

    [GeneratedRegex("""^[a-z_]+(\{[a-z_]+="([^"\\]|\\.)*"(,[a-z_]+="([^"\\]|\\.)*")*\})? \S+$""")]
    private static partial Regex Sample();
}
