using System.CommandLine;
namespace Tanfang.Exchange;

/// <summary>导入: spreadsheets in.</summary>
public static class ExchangeModule
{
    public static IServiceCollection AddExchange(this IServiceCollection services)
    {
        return services;
    }

    public static void MapExchange(this WebApplication app)
    {
        _ = app;
    }

    public static IEnumerable<Command> Commands() => [];
}
