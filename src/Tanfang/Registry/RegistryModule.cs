using System.CommandLine;
using Tanfang.Registry.Browsing;
using Tanfang.Registry.Completing;
using Tanfang.Registry.Editing;
using Tanfang.Registry.Exporting;
using Tanfang.Registry.Identity;
using Tanfang.Registry.Merging;
using Tanfang.Registry.Proposing;
using Tanfang.Registry.Recording;
using Tanfang.Registry.Searching;
using Tanfang.Registry.Transferring;

namespace Tanfang.Registry;

/// <summary>老年人档案: the file, its dated facts, household, contacts, consent.</summary>
public static class RegistryModule
{
    public static IServiceCollection AddRegistry(this IServiceCollection services)
    {
        services.AddScoped<AppendFacts>();
        services.AddScoped<EnrolElder>();
        services.AddScoped<CorrectFile>();
        services.AddScoped<JoinHouseholds>();
        services.AddScoped<KnownNumber>();
        services.AddScoped<MergeElders>();
        services.AddScoped<UndoMerge>();
        services.AddScoped<SplitElder>();
        services.AddScoped<MoveVisits>();
        services.AddScoped<TransferElder>();
        services.AddScoped<MoveHome>();
        services.AddScoped<AnswerTransfer>();
        services.AddScoped<FindDuplicates>();
        services.AddScoped<ReadSides>();
        services.AddScoped<TellApart>();
        services.AddScoped<PreviewMerge>();
        services.AddScoped<PreviewTransfer>();
        services.AddScoped<ReadTransfers>();
        services.AddHostedService<FillIndexes>();
        services.AddSingleton<RegistryWords>();
        services.AddScoped<ReadElder>();
        services.AddScoped<UnmaskPerson>();
        services.AddScoped<AskExport>();
        services.AddScoped<AnswerExport>();
        services.AddScoped<FetchExport>();
        services.AddScoped<RecordFact>();
        services.AddScoped<TighterOnly>();
        services.AddScoped<FindElders>();
        services.AddScoped<ProposeChanges>();
        services.AddScoped<DecideProposal>();
        services.AddScoped<ConfirmFile>();
        services.AddScoped<StaleFiles>();
        services.AddScoped<FindStale>();
        services.AddScoped<DueConsent>();
        services.AddScoped<MakeKeys>();
        services.AddScoped<FindAnybody>();
        services.AddScoped<KeepQuestion>();
        services.AddHostedService<KeepKeys>();
        services.AddScoped<EditElder>();
        services.AddScoped<EditContacts>();
        services.AddScoped<EditHousehold>();
        return services;
    }

    public static IEnumerable<Command> Commands() => [CheckIds.Command(TimeProvider.System)];

    public static void MapRegistry(this WebApplication app)
    {
        _ = app;
    }
}
