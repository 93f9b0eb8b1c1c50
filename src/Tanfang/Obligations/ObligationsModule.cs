using System.CommandLine;
using Tanfang.Obligations.Charting;
using Tanfang.Obligations.Desk;
using Tanfang.Obligations.Finding;
using Tanfang.Obligations.Rating;
using Tanfang.Obligations.Reminding;
using Tanfang.Obligations.Running;
using Tanfang.Obligations.Situations;
using Tanfang.Obligations.VillageLedger;

namespace Tanfang.Obligations;

/// <summary>应访: the ledger, the daily run, overdue and the monthly visit rate.</summary>
public static class ObligationsModule
{
    public static IServiceCollection AddObligations(this IServiceCollection services)
    {
        services.AddScoped<ReconcileElders>();
        services.AddScoped<RunDaily>();
        services.AddScoped<ReconcileAreas>();
        services.AddScoped<LedgerTime>();
        services.AddScoped<OverdueAsOf>();
        services.AddScoped<OverdueHomes>();
        services.AddScoped<CountOverdue>();
        services.AddScoped<MonthRates>();
        services.AddScoped<ReadQuestion>();
        services.AddScoped<OfficeArea>();
        services.AddScoped<MonthLedger>();
        services.AddScoped<FindPeople>();
        services.AddScoped<FindOverdue>();
        services.AddScoped<FindObligations>();
        services.AddScoped<KeepSituations>();
        services.AddScoped<ReadSituations>();
        services.AddScoped<ReadDesk>();
        services.AddScoped<ReadTable>();
        services.AddScoped<ReadVillageLedger>();
        services.AddScoped<ComingTimes>();
        services.AddScoped<ReadCharts>();
        services.AddScoped<FindUrgent>();
        services.AddScoped<ReadReminders>();
        services.AddScoped<RecordReminder>();
        services.AddSingleton<RuleWords>();
        services.AddSingleton<LedgerBell>();
        services.AddHostedService<KeepLedger>();
        return services;
    }

    public static IEnumerable<Command> Commands() => [DailyCommand.Command(), RateCommand.Command()];

    public static void MapObligations(this WebApplication app)
    {
        RatesEndpoint.Map(app);
        OverdueEndpoint.Map(app);
        ProgressEndpoint.Map(app);
    }
}
