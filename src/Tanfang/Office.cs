using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Tanfang.Access;
using Tanfang.Audit;
using Tanfang.Care;
using Tanfang.Data;
using Tanfang.Data.Opening;
using Tanfang.Demo;
using Tanfang.Divisions;
using Tanfang.Divisions.Loading;
using Tanfang.Doors;
using Tanfang.Emergencies;
using Tanfang.Exchange;
using Tanfang.Obligations;
using Tanfang.Policies;
using Tanfang.Privacy;
using Tanfang.Privacy.Erasing;
using Tanfang.Registry;
using Tanfang.Screening;
using Tanfang.Shared;
using Tanfang.Visits;
using Tanfang.Workforce;

namespace Tanfang;

/// <summary>Puts the modules together: for serving, for the command line and for the tests alike.</summary>
public static class Office
{
    public static Option<string?> Data { get; } =
        new("--data") { Description = "数据目录（默认：用户数据目录下的 tanfang）", Recursive = true };

    public static Option<string?> Store { get; } =
        new("--store") { Description = "PostgreSQL 连接串（默认：数据目录中的 SQLite）", Recursive = true };

    public static Option<string?> StoreWeb { get; } =
        new("--store-web")
        {
            Description = "PostgreSQL：网页请求所用账户的连接串（默认：自动建立一个）",
            Recursive = true,
        };

    /// <summary>Every module brings its own.</summary>
    public static IEnumerable<Command> Commands() =>
        [
            Serve.Command(),
            .. PoliciesModule.Commands(),
            .. RegistryModule.Commands(),
            .. ObligationsModule.Commands(),
            .. ExchangeModule.Commands(),
            .. PrivacyModule.Commands(),
            .. DataModule.Commands(),
            .. DemoModule.Commands(),
            .. AccessModule.Commands(),
            .. AuditModule.Commands(),
        ];

    public static StoreOptions StoreFrom(ParseResult parsed) =>
        StoreOptions.From(parsed.GetValue(Data), parsed.GetValue(Store), parsed.GetValue(StoreWeb));

    /// <summary>The whole application over one store, not yet started.</summary>
    public static WebApplication Build(StoreOptions store, TimeProvider clock, params string[] urls) =>
        Build(store, clock, new Front(urls));

    /// <inheritdoc cref="Build(StoreOptions,TimeProvider,string[])"/>
    /// <param name="change">What is put in the place of one of the application's services.</param>
    public static WebApplication Build(
        StoreOptions store,
        TimeProvider clock,
        Front front,
        Action<IServiceCollection>? change = null
    )
    {
        var app = Compose(store, clock, front, change);
        app.MapShared();
        app.UseWall();
        app.UseAudit();
        app.MapAccess();
        app.MapData();
        app.MapDivisions();
        app.MapPolicies();
        app.MapRegistry();
        app.MapWorkforce();
        app.MapObligations();
        app.MapVisits();
        app.MapCare();
        app.MapScreening();
        app.MapExchange();
        return app;
    }

    private static WebApplication Compose(
        StoreOptions store,
        TimeProvider clock,
        Front front,
        Action<IServiceCollection>? change
    )
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ContentRootPath = AppContext.BaseDirectory,
                ApplicationName = typeof(Office).Assembly.GetName().Name,
            }
        );
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        // Below it every argument of a form would be logged.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Mvc", LogLevel.Warning);
        builder.AddFront(front);
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddData(store);
        builder.Services.AddShared();
        builder.Services.AddAccess();
        builder.Services.AddAudit();
        builder.Services.AddDivisions();
        builder.Services.AddPolicies();
        builder.Services.AddRegistry();
        builder.Services.AddWorkforce();
        builder.Services.AddObligations();
        builder.Services.AddVisits();
        builder.Services.AddDoors();
        builder.Services.AddCare();
        builder.Services.AddEmergencies();
        builder.Services.AddScreening();
        builder.Services.AddExchange();
        builder.Services.AddPrivacy();
        builder.Services.AddDemo();
        change?.Invoke(builder.Services);
        return builder.Build();
    }

    /// <summary>Brings the store to where work can begin: migrated, its key checked, nobody back who was erased, the divisions loaded.</summary>
    public static async Task Prepare(IServiceProvider services, CancellationToken cancel)
    {
        await services.GetRequiredService<OpenStore>().Run(cancel);
        await services.GetRequiredService<ReapplyErasures>().Run(cancel);
        await services.GetRequiredService<LoadDivisions>().Run(cancel);
    }

    /// <summary>Works on the store without serving, so without a page: one scope, disposed at the end.</summary>
    public static async Task<T> With<T>(StoreOptions store, Func<IServiceProvider, Task<T>> work)
    {
        await using var app = Compose(store, TimeProvider.System, new Front([]), null);
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }
}
