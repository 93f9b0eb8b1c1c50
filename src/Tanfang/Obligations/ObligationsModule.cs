namespace Tanfang.Obligations;

/// <summary>应访: the ledger, the daily run, overdue and the monthly visit rate.</summary>
public static class ObligationsModule
{
    public static IServiceCollection AddObligations(this IServiceCollection services)
    {
        services.AddScoped<ReconcileElders>();
        return services;
    }

    public static void MapObligations(this WebApplication app)
    {
        _ = app;
    }
}
