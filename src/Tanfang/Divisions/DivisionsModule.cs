using Tanfang.Divisions.Browsing;
using Tanfang.Divisions.Changing;
using Tanfang.Divisions.Loading;

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
        services.AddScoped<FormerDivisions>();
        services.AddScoped<ChangesOfMonth>();
        services.AddScoped<PlannedChanges>();
        services.AddScoped<KeepDraft>();
        services.AddScoped<KeepPlaces>();
        services.AddScoped<AssignPeople>();
        services.AddScoped<WhoGoesWhere>();
        services.AddScoped<VisitorsOfChange>();
        services.AddScoped<TouchedByChange>();
        services.AddScoped<GuardTargets>();
        services.AddScoped<GuardChange>();
        services.AddScoped<PreviewChange>();
        services.AddScoped<MakeDivisions>();
        services.AddScoped<ApplyChange>();
        services.AddScoped<ConfirmChange>();
        services.AddScoped<UndoChange>();
        return services;
    }

    public static void MapDivisions(this WebApplication app)
    {
        SuggestDivisions.Map(app);
    }
}
