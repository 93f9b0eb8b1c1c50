using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tanfang.Data;
using Tanfang.Data.Walls;
using Tanfang.Demo;
using Tanfang.TestKit;

namespace Tanfang.Bench;

/// <summary>
/// What sign-in, scope, masks and the trail of readings cost: the overdue page, and batches of 50 records, asked of a demo county by its county officer's device, beside the
/// same county where nobody signs in; on PostgreSQL without the walls too, and with what the database works. Records are sealed on both sides: there is no way to switch that off.
/// </summary>
internal static class AccessBench
{
    private const int Pages = 60;
    private const int Batches = 6;
    private const int Batch = 50;

    public static void Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task RunAsync()
    {
        await Compare(Store.Sqlite);
        await Compare(Store.Postgres);
    }

    private static async Task Compare(Store store)
    {
        await using var open = await Demo(store, store == Store.Postgres ? WithoutWalls : null);
        await using var guarded = await Demo(store);
        await guarded.Do<DemoAccounts>(d => d.Run(default));
        using var issued = await guarded.Client.PostAsJsonAsync(
            "/api/v1/tokens",
            new { userName = DemoAccounts.All[0].Name, password = DemoAccounts.Password }
        );
        var token = (await issued.Content.ReadFromJsonAsync<JsonNode>())!["token"]!.GetValue<string>();
        guarded.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var (without, with) = (
            Measured.Best(Pages, 5, () => Read(open).GetAwaiter().GetResult()),
            Measured.Best(Pages, 5, () => Read(guarded).GetAwaiter().GetResult())
        );
        Print($"access-overdue-page-{store}", "page", with, without);
        var (bare, behind) = (
            Measured.Best(Batches * Batch, 5, () => Send(open).GetAwaiter().GetResult()),
            Measured.Best(Batches * Batch, 5, () => Send(guarded).GetAwaiter().GetResult())
        );
        Print($"access-records-{store}", "record", behind, bare);
    }

    private static void Print(string name, string unit, Measured ours, Measured without)
    {
        Figure.Print(name, unit, ours, without, "where nobody signs in", without, "the same");
        Console.WriteLine(
            FormattableString.Invariant(
                $"  cpu: {ours.CpuMilliseconds / ours.Units:G3} ms a {unit}, without {without.CpuMilliseconds / without.Units:G3} ms: {ours.CpuMilliseconds / without.CpuMilliseconds:G3} x (aim: at most 1.5)"
            )
        );
    }

    /// <summary>Requests come as the owner of the tables, before whom no wall stands.</summary>
    private static void WithoutWalls(IServiceCollection services) =>
        services.AddSingleton(s =>
        {
            var options = s.GetRequiredService<StoreOptions>();
            return WebRole.Of(options with { PostgresWeb = options.Postgres }, s.GetRequiredService<Vault>());
        });

    private static async Task<TestHost> Demo(Store store, Action<IServiceCollection>? change = null)
    {
        var host = await TestHost.StartAsync(store, change: change);
        await host.Do<MakeDemo>(d => d.Run(new DemoRecipe("140426", 2000, 6, 1, host.Clock.ChinaDay), default));
        return host;
    }

    private static async Task Read(TestHost host)
    {
        for (var i = 0; i < Pages; i++)
        {
            var page = await host.Client.GetStringAsync(new Uri("/obligations?show=overdue", UriKind.Relative));
            Measured.Same(true, page.Contains("/elders/", StringComparison.Ordinal));
        }
    }

    private static async Task Send(TestHost host)
    {
        await using var db = host.Store.Open();
        var elders = await db
            .Elders.Where(e => e.LeftOn == null)
            .OrderBy(e => e.Id)
            .Select(e => e.Id)
            .Take(Batch)
            .ToListAsync();
        var now = host.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        for (var i = 0; i < Batches; i++)
        {
            var items = elders.Select(elder =>
                $$$"""
                    {"id":"{{{Guid.CreateVersion7()}}}","kind":"visit","elderId":"{{{elder}}}","happenedOn":"{{{host.Clock.ChinaDay:yyyy-MM-dd}}}",
                     "recordedAt":"{{{now}}}","formVersion":"1","body":{"mode":"onSite","gas":"safe","visitors":["李探访"]}}
                    """
            );
            using var content = new StringContent(
                $$"""{"sentAt":"{{now}}","items":[{{string.Join(',', items)}}]}""",
                Encoding.UTF8,
                "application/json"
            );
            using var answer = await host.Client.PostAsync(new Uri("/api/v1/records", UriKind.Relative), content);
            var said = await answer.Content.ReadAsStringAsync();
            Measured.Same(Batch, said.Split("\"accepted\"").Length - 1);
        }
    }
}
