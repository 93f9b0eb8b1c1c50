using Tanfang.Workforce.Assigning;
using Tanfang.Workforce.Grids;
using Tanfang.Workforce.HandingOver;
using Tanfang.Workforce.Hearing;
using Tanfang.Workforce.Leaving;
using Tanfang.Workforce.Visitors;

namespace Tanfang.Workforce;

/// <summary>探访人员 and who is responsible for whom.</summary>
public static class WorkforceModule
{
    public static IServiceCollection AddWorkforce(this IServiceCollection services)
    {
        services.AddScoped<UnassignedElders>();
        services.AddScoped<KeepVisitors>();
        services.AddScoped<AssignResponsible>();
        services.AddScoped<VisitorChoices>();
        services.AddScoped<AnswerableUnits>();
        services.AddScoped<KeepLeaves>();
        services.AddScoped<HandOver>();
        services.AddScoped<TakeFeedback>();
        services.AddScoped<GridsOfDay>();
        services.AddScoped<PlaceElders>();
        services.AddScoped<GridRows>();
        services.AddScoped<AddGrid>();
        services.AddScoped<SplitGrid>();
        services.AddScoped<MergeGrid>();
        services.AddScoped<StaffGrid>();
        return services;
    }

    public static void MapWorkforce(this WebApplication app) =>
        app.MapPost("/api/v1/feedback", TakeFeedback.Answer)
            .WithSummary("Takes what somebody says about their work with this; safe to send again.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .DisableAntiforgery();
}
