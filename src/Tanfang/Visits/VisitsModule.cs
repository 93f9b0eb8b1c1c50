namespace Tanfang.Visits;

/// <summary>探访: recording, correcting, quarantine, the official form.</summary>
public static class VisitsModule
{
    public static IServiceCollection AddVisits(this IServiceCollection services)
    {
        return services;
    }

    public static void MapVisits(this WebApplication app)
    {
        _ = app;
    }
}
