using Tanfang.Divisions.Loading;

namespace Tanfang.Divisions;

/// <summary>行政区划: loaded once from the national file, found by name and code.</summary>
public static class DivisionsModule
{
    public static IServiceCollection AddDivisions(this IServiceCollection services)
    {
        services.AddScoped<LoadDivisions>();
        return services;
    }

    public static void MapDivisions(this WebApplication app)
    {
        _ = app;
    }
}
