using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Tanfang.Shared;

namespace Tanfang.TestKit;

/// <summary>The whole application on a store of its own, spoken to over real HTTP on a loopback port.</summary>
public sealed partial class TestHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestHost(WebApplication app, TestStore store, FakeClock clock)
    {
        this.app = app;
        Store = store;
        Clock = clock;
        Addresses = [.. app.Urls];
        Address = new Uri(Addresses[0]);
        Client = NewClient();
    }

    /// <summary>The store it works on; <c>Store.Open()</c> looks behind its back.</summary>
    public TestStore Store { get; }

    /// <summary>The only clock it knows.</summary>
    public FakeClock Clock { get; }

    /// <summary>Every address at which it listens.</summary>
    public IReadOnlyList<string> Addresses { get; }

    /// <summary>Where it answers, for a browser.</summary>
    public Uri Address { get; }

    /// <summary>Keeps cookies and does not follow redirects.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts one.</summary>
    /// <param name="store">On which store.</param>
    /// <param name="clock">Its clock; when left out, ten in the morning of 2026-11-19 in China.</param>
    /// <param name="front">How it is reached; when left out, over http on a loopback port.</param>
    /// <param name="connections">On PostgreSQL: how many connections there are for everything.</param>
    /// <param name="change">What is put in the place of one of the application's services.</param>
    /// <param name="log">Takes every line that is logged, down to the last detail.</param>
    public static async Task<TestHost> StartAsync(
        Store store,
        FakeClock? clock = null,
        Func<Front, Front>? front = null,
        int? connections = null,
        Action<IServiceCollection>? change = null,
        ConcurrentQueue<string>? log = null
    )
    {
        clock ??= new FakeClock(new DateOnly(2026, 11, 19));
        var own = await TestStore.CreateAsync(store);
        var plain = new Front(["http://127.0.0.1:0"]);
        var options = connections is null
            ? own.Options
            : own.Options with
            {
                Postgres = $"{own.Options.Postgres};Maximum Pool Size={connections}",
            };
        var app = Office.Build(
            options,
            clock,
            front?.Invoke(plain) ?? plain,
            services =>
            {
                // The price of a password is the office's protection; here it was a tenth of the run.
                services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000);
                change?.Invoke(services);
            }
        );
        if (log is not null)
            Listening.To(app.Services, log);
        await app.StartAsync();
        return new TestHost(app, own, clock);
    }

    /// <summary>Whatever it answers to, the files of the pages left out.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints =>
        [
            .. app
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null),
        ];

    /// <summary>Another client, with cookies of its own.</summary>
    public HttpClient NewClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>Does something with one of the application's services in a scope of its own, outside of any request.</summary>
    public async Task<TResult> Do<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>The same within a request of somebody who was let in.</summary>
    public async Task<TResult> DoAs<TService, TResult>(CurrentUser user, Func<TService, Task<TResult>> work)
        where TService : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        var request = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        request.Features.Set(user);
        app.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = request;
        try
        {
            return await work(scope.ServiceProvider.GetRequiredService<TService>());
        }
        finally
        {
            app.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = null;
        }
    }

    /// <inheritdoc cref="Do{TService,TResult}"/>
    public Task Do<TService>(Func<TService, Task> work)
        where TService : notnull =>
        Do<TService, bool>(async service =>
        {
            await work(service);
            return true;
        });

    /// <summary>Fetches a page and sends its form back filled in, with the token against forged requests that it carries.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, params (string Name, string Value)[] fields)
    {
        var html = await Client.GetStringAsync(new Uri(page, UriKind.Relative));
        var form = fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).ToList();
        if (Token().Match(html) is { Success: true } token)
            form.Add(KeyValuePair.Create("__RequestVerificationToken", token.Groups[1].Value));
        using var content = new FormUrlEncodedContent(form);
        return await Client.PostAsync(new Uri(page, UriKind.Relative), content);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await Store.DisposeAsync();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
