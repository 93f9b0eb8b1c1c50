namespace Tanfang.Policies;

/// <summary>政策包: loaded, checked, explained.</summary>
public static class PoliciesModule
{
    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        return services;
    }

    public static void MapPolicies(this WebApplication app)
    {
        _ = app;
    }
}
