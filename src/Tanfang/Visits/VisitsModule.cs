using Tanfang.Access;
using Tanfang.Visits.Correcting;
using Tanfang.Visits.Custody;
using Tanfang.Visits.Entering;
using Tanfang.Visits.Filing;
using Tanfang.Visits.Form;
using Tanfang.Visits.HandingOver;
using Tanfang.Visits.Phone;
using Tanfang.Visits.Printing;
using Tanfang.Visits.Quarantine;
using Tanfang.Visits.Receiving;
using Tanfang.Visits.Recording;
using Tanfang.Visits.Worklist;

namespace Tanfang.Visits;

/// <summary>探访: recording, correcting, quarantine, the official form, print and the way of its copies.</summary>
public static class VisitsModule
{
    public static IServiceCollection AddVisits(this IServiceCollection services)
    {
        services.AddScoped<LockElder>();
        services.AddScoped<FindReferences>();
        services.AddScoped<ReplaceVisit>();
        services.AddScoped<RecordVisit>();
        services.AddScoped<RecordAttempt>();
        services.AddScoped<AcceptRecord>();
        services.AddScoped<KeepInQuarantine>();
        services.AddScoped<TakeRecord>();
        services.AddScoped<EnterRecord>();
        services.AddScoped<FindShown>();
        services.AddScoped<GatherItems>();
        services.AddScoped<ReadWorklist>();
        services.AddScoped<ReadPhone>();
        services.AddScoped<OpenBoxes>();
        services.AddScoped<VoidVisit>();
        services.AddScoped<FillForm>();
        services.AddScoped<AcceptQuarantined>();
        services.AddScoped<DismissQuarantined>();
        services.AddScoped<PlanPrint>();
        services.AddScoped<ChooseElders>();
        services.AddScoped<HandlePrint>();
        services.AddScoped<PrintSheets>();
        services.AddScoped<PrepareSheet>();
        services.AddScoped<SheetForms>();
        services.AddScoped<MakePdf>();
        services.AddScoped<DropDocuments>();
        services.AddScoped<FindSheet>();
        services.AddScoped<ReadSheet>();
        services.AddScoped<MarkCopy>();
        services.AddScoped<ReprintCopy>();
        services.AddScoped<CopiesOut>();
        services.AddScoped<TakeScan>();
        services.AddScoped<FileScan>();
        services.AddScoped<WaitingScans>();
        services.AddScoped<TakeBackScan>();
        services.AddSingleton<Chromium>();
        services.AddSingleton<PrintProgress>();
        services.AddHostedService<RunPrints>();
        services.AddScoped<ReadBatch>();
        services.AddScoped<OpenBatch>();
        services.AddScoped<SetShared>();
        services.AddScoped<TakeUpElder>();
        services.AddScoped<TakeUpPrinted>();
        services.AddScoped<KeepDraft>();
        services.AddScoped<EnterSheet>();
        services.AddScoped<SkipSheet>();
        services.AddScoped<AddScans>();
        services.AddScoped<CloseBatch>();
        return services;
    }

    public static void MapVisits(this WebApplication app)
    {
        PrintEndpoints.Map(app);
        app.MapPost("/api/v1/records", ReceiveRecords.Run)
            .WithSummary("Takes in what was recorded in the field, item by item; safe to send again.")
            .Produces<ItemAnswers>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .DisableAntiforgery();
        app.MapGet("/api/v1/worklist", ReadWorklist.Answer)
            .WithName("worklist")
            .WithSummary("What this visitor needs offline: everything at first, then what changed since the cursor.")
            .WithDescription(
                "after is the cursor of the answer before; without it, or when it is not known any more, full is true and items replaces what the device holds."
            )
            .Produces<WorklistAnswer>();
        app.MapPost("/api/v1/handovers", ReceiveHandovers.Run)
            .WithSummary(
                "Takes in what a phone sealed when it was saved and may no longer send as itself; it waits for a supervisor."
            )
            .Produces<ItemAnswers>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .RequireRateLimiting(AccessModule.LimitByAddress)
            .DisableAntiforgery();
        app.MapGet("/api/v1/phone", ReadPhone.Answer)
            .WithSummary("Who the visitor is, to which key records are sealed, whom to call in an emergency.")
            .Produces<PhoneAnswer>();
        ServePhone.Map(app);
        app.MapGet("/api/v1/forms/{kind}/{version}", ServeForm.Run)
            .WithSummary("The definition of a form: items, boxes and codes; kind is visit, attempt, care or emergency.")
            .Produces<FormDefinition>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        app.MapGet("/entry/scans/{id:guid}", ShowScan.Run).ExcludeFromDescription();
    }
}
