using System.CommandLine;
using Tanfang.Exchange.Importing;

namespace Tanfang.Exchange;

/// <summary>导入: spreadsheets in.</summary>
public static class ExchangeModule
{
    public static IServiceCollection AddExchange(this IServiceCollection services)
    {
        services.AddScoped<FindHome>();
        services.AddScoped<CheckRows>();
        services.AddScoped<DecideRows>();
        services.AddScoped<WriteDecisions>();
        services.AddScoped<Responsibles>();
        services.AddScoped<ReviewNotes>();
        services.AddScoped<ImportElders>();
        return services;
    }

    public static void MapExchange(this WebApplication app)
    {
        _ = app;
    }

    public static IEnumerable<Command> Commands() => [ImportCommand.Command()];
}
