using Tanfang.Divisions.Browsing;
using Tanfang.Divisions.Loading;
using Tanfang.Divisions.Merging;

namespace Tanfang.Divisions;

/// <summary>行政区划: loaded once from the national file, found by name and code.</summary>
public static class DivisionsModule
{
    public static IServiceCollection AddDivisions(this IServiceCollection services)
    {
        services.AddScoped<LoadDivisions>();
        services.AddScoped<DivisionLookup>();
        services.AddScoped<FindDivisions>();
        services.AddScoped<ResolveVillage>();
        services.AddScoped<PickDivision>();
        services.AddScoped<MergeDivision>();
        return services;
    }

    public static void MapDivisions(this WebApplication app)
    {
        SuggestDivisions.Map(app);
    }
}
