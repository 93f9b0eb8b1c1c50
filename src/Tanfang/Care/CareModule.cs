namespace Tanfang.Care;

/// <summary>关爱服务: section six of the form.</summary>
public static class CareModule
{
    public static IServiceCollection AddCare(this IServiceCollection services)
    {
        services.AddScoped<RecordCare>();
        return services;
    }

    public static void MapCare(this WebApplication app)
    {
        _ = app;
    }
}
