namespace Tanfang.Workforce;

/// <summary>探访人员 and who is responsible for whom.</summary>
public static class WorkforceModule
{
    public static IServiceCollection AddWorkforce(this IServiceCollection services)
    {
        return services;
    }

    public static void MapWorkforce(this WebApplication app)
    {
        _ = app;
    }
}
