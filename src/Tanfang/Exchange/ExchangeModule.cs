using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Exchange.Delivering;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Mapping;
using Tanfang.Exchange.Reviewing;
using Tanfang.Exchange.Templates;
using Tanfang.Shared;

namespace Tanfang.Exchange;

/// <summary>导入: spreadsheets in.</summary>
public static class ExchangeModule
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Csv = "text/csv; charset=utf-8";

    public static IServiceCollection AddExchange(this IServiceCollection services)
    {
        services.AddScoped<FindHome>();
        services.AddScoped<CheckRows>();
        services.AddScoped<DecideRows>();
        services.AddScoped<WriteDecisions>();
        services.AddScoped<Responsibles>();
        services.AddScoped<ReviewNotes>();
        services.AddScoped<ImportElders>();
        services.AddScoped<HandleJob>();
        services.AddScoped<DecideReview>();
        services.AddScoped<KeepMaps>();
        services.AddScoped<GuessPlace>();
        services.AddScoped<ReadSource>();
        services.AddScoped<PreviewRows>();
        services.AddScoped<MapJob>();
        services.AddScoped<IWaitingJobs, ConfirmedImports>();
        services.AddSingleton<ImportProgress>();
        services.AddHostedService<RunImports>();
        services.AddDeliveries();
        return services;
    }

    public static void MapExchange(this WebApplication app)
    {
        app.MapGet("/import/template.xlsx", () => Results.File(XlsxTemplate.Make(), Xlsx, "老年人导入模板.xlsx"))
            .ExcludeFromDescription();
        app.MapGet("/import/template.csv", () => Results.File(CsvText.Template(), Csv, "老年人导入模板.csv"))
            .ExcludeFromDescription();
        app.MapGet("/import/{id:guid}/progress", Progress).ExcludeFromDescription();
        app.MapGet("/import/{id:guid}/errors.csv", Errors).ExcludeFromDescription();
        app.MapGet("/import/{id:guid}/errors.xlsx", Refused).ExcludeFromDescription();
        app.MapDeliveries();
    }

    public static IEnumerable<Command> Commands() => [ImportCommand.Command()];

    private static async Task<IResult> Progress(
        Guid id,
        TanfangDb db,
        CurrentUser user,
        ImportProgress progress,
        CancellationToken cancel
    )
    {
        var job = await db.ImportJobsOf(user)
            .Where(j => j.Id == id)
            .Select(j => new
            {
                j.State,
                j.Rows,
                j.RowsDone,
            })
            .SingleOrDefaultAsync(cancel);
        if (job is null)
        {
            return Results.NotFound();
        }

        var finished = job.State is not (ImportState.Waiting or ImportState.Running);
        return progress.Answer(id, finished, (job.RowsDone, job.Rows));
    }

    private static async Task<IResult> Refused(
        Guid id,
        TanfangDb db,
        CurrentUser user,
        Vault vault,
        CancellationToken cancel
    )
    {
        var job = await db.ImportJobsOf(user).AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, cancel);
        return job?.OpenErrorWorkbook(vault) is { } workbook
            ? Results.File(workbook, Xlsx, "错误工作簿.xlsx")
            : Results.NotFound();
    }

    private static async Task<IResult> Errors(
        Guid id,
        TanfangDb db,
        CurrentUser user,
        Vault vault,
        CancellationToken cancel
    )
    {
        var job = await db.ImportJobsOf(user).AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, cancel);
        return job?.OpenReport(vault) is { } report
            ? Results.File(CsvText.Errors(report), Csv, "导入错误.csv")
            : Results.NotFound();
    }
}
