using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Tanfang.TestKit;

/// <summary>Hears more than an operator would ever switch on.</summary>
internal sealed class Listening(ConcurrentQueue<string> log) : ILoggerProvider, ILogger
{
    public static void To(IServiceProvider services, ConcurrentQueue<string> log)
    {
        var options = services.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>().CurrentValue;
        options.Rules.Add(new LoggerFilterRule(typeof(Listening).FullName, null, LogLevel.Trace, null));
        // What the program itself never lets out, whatever an operator asks for.
        var never = options.Rules.Single(r => r.CategoryName == "Microsoft.AspNetCore.Mvc");
        options.Rules.Add(
            new LoggerFilterRule(typeof(Listening).FullName, never.CategoryName, never.LogLevel, never.Filter)
        );
        services.GetRequiredService<ILoggerFactory>().AddProvider(new Listening(log));
    }

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
