using Tanfang.Data;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Templates;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>What the pages of the deliveries need: their actions, templates and the list of refused rows.</summary>
internal static class DeliveryEndpoints
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Csv = "text/csv; charset=utf-8";

    public static void AddDeliveries(this IServiceCollection services)
    {
        services.AddScoped<ReadDelivery>();
        services.AddScoped<LookUpPeople>();
        services.AddScoped<DifferenceMemory>();
        services.AddScoped<CompareDelivery>();
        services.AddScoped<TakeDelivery>();
        services.AddScoped<CompareAgain>();
        services.AddScoped<IWaitingJobs, TakenDeliveries>();
        services.AddScoped<RefreshRow>();
        services.AddScoped<ApplyFacts>();
        services.AddScoped<ApplyLine>();
        services.AddScoped<AcceptLines>();
        services.AddScoped<RefuseLines>();
        services.AddScoped<UndoLine>();
        services.AddScoped<EndDelivery>();
        services.AddScoped<DeliveryLines>();
        services.AddScoped<DescribeLines>();
    }

    public static void MapDeliveries(this WebApplication app)
    {
        app.MapGet("/deliveries/templates/{source}.xlsx", Template).ExcludeFromDescription();
        app.MapGet("/deliveries/{id:guid}/progress", Progress).ExcludeFromDescription();
        app.MapGet("/deliveries/{id:guid}/errors.csv", Errors).ExcludeFromDescription();
        app.MapGet("/deliveries/{id:guid}/errors.xlsx", Refused).ExcludeFromDescription();
    }

    private static IResult Template(string source) =>
        DeliverySource.Find(source) is { } known
            ? Results.File(XlsxTemplate.Make(known.Name, known.Columns), Xlsx, $"{known.Name}模板.xlsx")
            : Results.NotFound();

    private static async Task<IResult> Progress(
        Guid id,
        DeliveryLines lines,
        ImportProgress progress,
        CurrentUser user,
        CancellationToken cancel
    ) =>
        await lines.State(id, user.Scope, cancel) is { } state
            ? progress.Answer(id, state is not (DeliveryState.Waiting or DeliveryState.Running), (0, 0))
            : Results.NotFound();

    private static async Task<IResult> Refused(
        Guid id,
        DeliveryLines lines,
        Vault vault,
        CurrentUser user,
        CancellationToken cancel
    ) =>
        (await lines.Find(id, user.Scope, cancel))?.OpenErrorWorkbook(vault) is { } workbook
            ? Results.File(workbook, Xlsx, "名单错误工作簿.xlsx")
            : Results.NotFound();

    private static async Task<IResult> Errors(
        Guid id,
        DeliveryLines lines,
        Vault vault,
        CurrentUser user,
        CancellationToken cancel
    ) =>
        await lines.Find(id, user.Scope, cancel) is { } delivery
            ? Results.File(CsvText.Errors(delivery.OpenErrors(vault).Rows), Csv, "名单错误.csv")
            : Results.NotFound();
}
