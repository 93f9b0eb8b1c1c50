using Tanfang.Care.Planning;

namespace Tanfang.Care;

/// <summary>关爱服务: section six of the form; 分类帮扶方案.</summary>
public static class CareModule
{
    public static IServiceCollection AddCare(this IServiceCollection services)
    {
        services.AddScoped<RecordCare>();
        services.AddScoped<DuePlans>();
        services.AddSingleton<PlanWords>();
        services.AddScoped<ReadPlans>();
        services.AddScoped<FindPlans>();
        services.AddScoped<MakePlan>();
        services.AddScoped<ChangePlan>();
        services.AddScoped<RevisePlan>();
        services.AddScoped<EndPlan>();
        return services;
    }

    public static void MapCare(this WebApplication app)
    {
        _ = app;
    }
}
