namespace Tanfang.Emergencies;

/// <summary>应急事件: reported from the field, followed until somebody says how it ended.</summary>
public static class EmergenciesModule
{
    public static IServiceCollection AddEmergencies(this IServiceCollection services)
    {
        services.AddScoped<RecordEmergency>();
        services.AddScoped<FindEmergencies>();
        return services;
    }
}
