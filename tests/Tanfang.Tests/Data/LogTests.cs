using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Data;

/// <summary>A log is read by people who may not read the registry.</summary>
public sealed class LogTests
{
    private const string Phone = "19912345678";
    private const string Name = "张三丰氏";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task A_form_full_of_personal_data_that_fails_in_the_store_leaves_none_in_the_log(Store store)
    {
        await using var own = await TestStore.CreateAsync(store);
        var log = new ConcurrentQueue<string>();
        await using (var app = Office.Build(own.Options, TimeProvider.System, "http://127.0.0.1:0"))
        {
            // More than an operator would ever switch on.
            app.Services.GetRequiredService<ILoggerFactory>().AddProvider(new Listening(log));
            // The same number twice: the store refuses the second, and PostgreSQL would name it.
            app.MapPost(
                "/test/people",
                async (HttpRequest request, TanfangDb db) =>
                {
                    var form = await request.ReadFormAsync();
                    db.Elders.AddRange(One(form), One(form));
                    await db.SaveChangesAsync();
                }
            );
            await app.StartAsync(Cancel);
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
            using var form = new FormUrlEncodedContent([new("name", Name), new("phone", Phone)]);
            using var answer = await client.PostAsync(new Uri("/test/people", UriKind.Relative), form, Cancel);
            Assert.Equal(System.Net.HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.DoesNotContain(Phone, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        var text = string.Join('\n', log);
        Assert.Contains("id_number_index", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(Index), text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Name, text, StringComparison.Ordinal);
    }

    private static byte[] Index { get; } = System.Text.Encoding.UTF8.GetBytes(Phone);

    private static Elder One(IFormCollection form) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Name = form["name"]!,
            PinyinKey = form["phone"]!,
            Initials = "zsf",
            BirthDate = new DateOnly(1941, 3, 2),
            HomeId = 1,
            IdNumberIndex = Index,
            CreatedAt = DateTimeOffset.UnixEpoch,
            ChangedAt = DateTimeOffset.UnixEpoch,
        };

    private sealed class Listening(ConcurrentQueue<string> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => log.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}
