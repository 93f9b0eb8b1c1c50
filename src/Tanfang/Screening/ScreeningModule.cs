using Tanfang.Screening.Answering;
using Tanfang.Screening.Closing;
using Tanfang.Screening.Following;
using Tanfang.Screening.Listing;
using Tanfang.Screening.Opening;

namespace Tanfang.Screening;

/// <summary>摸底排查: rounds that a county opens and villages answer household by household.</summary>
public static class ScreeningModule
{
    public static IServiceCollection AddScreening(this IServiceCollection services)
    {
        services.AddScoped<OpenRound>();
        services.AddScoped<ReadRound>();
        services.AddScoped<CloseRound>();
        services.AddScoped<FindHouseholds>();
        services.AddScoped<Newcomers>();
        services.AddScoped<AddFound>();
        services.AddScoped<BindFound>();
        services.AddScoped<ReportWithout>();
        services.AddScoped<ReadHousehold>();
        services.AddScoped<WriteAnswer>();
        services.AddScoped<AnswerHousehold>();
        return services;
    }

    public static void MapScreening(this WebApplication app)
    {
        _ = app;
    }
}
