using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Audit;
using Tanfang.Care;
using Tanfang.Divisions;
using Tanfang.Doors;
using Tanfang.Emergencies;
using Tanfang.Exchange;
using Tanfang.Obligations;
using Tanfang.Privacy;
using Tanfang.Registry;
using Tanfang.Registry.Exporting;
using Tanfang.Screening;
using Tanfang.Shared;
using Tanfang.Visits;
using Tanfang.Workforce;

namespace Tanfang.Data;

/// <summary>The one model of both stores. Each provider has a subclass, so that each has its own migrations.</summary>
public abstract class TanfangDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Division> Divisions => Set<Division>();

    public DbSet<FormerName> FormerNames => Set<FormerName>();

    public DbSet<DivisionChange> DivisionChanges => Set<DivisionChange>();

    public DbSet<DivisionChangePart> DivisionChangeParts => Set<DivisionChangePart>();

    public DbSet<DivisionChangePerson> DivisionChangePeople => Set<DivisionChangePerson>();

    public DbSet<Elder> Elders => Set<Elder>();

    public DbSet<ElderFact> ElderFacts => Set<ElderFact>();

    public DbSet<ElderMerge> ElderMerges => Set<ElderMerge>();

    public DbSet<ElderPair> ElderPairs => Set<ElderPair>();

    public DbSet<Transfer> Transfers => Set<Transfer>();

    public DbSet<HouseholdMember> HouseholdMembers => Set<HouseholdMember>();

    public DbSet<Contact> Contacts => Set<Contact>();

    public DbSet<ProposedChange> ProposedChanges => Set<ProposedChange>();

    public DbSet<FileConfirmation> FileConfirmations => Set<FileConfirmation>();

    public DbSet<Visitor> Visitors => Set<Visitor>();

    public DbSet<Responsibility> Responsibilities => Set<Responsibility>();

    public DbSet<Leave> Leaves => Set<Leave>();

    public DbSet<Feedback> Feedback => Set<Feedback>();

    public DbSet<Grid> Grids => Set<Grid>();

    public DbSet<GridWorker> GridWorkers => Set<GridWorker>();

    public DbSet<GridPlace> GridPlaces => Set<GridPlace>();

    public DbSet<Obligation> Obligations => Set<Obligation>();

    public DbSet<ObligationOutcome> ObligationOutcomes => Set<ObligationOutcome>();

    public DbSet<DailyRun> DailyRuns => Set<DailyRun>();

    public DbSet<SituationWindow> Situations => Set<SituationWindow>();

    public DbSet<Visit> Visits => Set<Visit>();

    public DbSet<VisitMove> VisitMoves => Set<VisitMove>();

    public DbSet<RecordReceipt> RecordReceipts => Set<RecordReceipt>();

    public DbSet<WorklistPacket> WorklistPackets => Set<WorklistPacket>();

    public DbSet<QuarantinedRecord> Quarantine => Set<QuarantinedRecord>();

    public DbSet<PrintJob> PrintJobs => Set<PrintJob>();

    public DbSet<PrintFile> PrintFiles => Set<PrintFile>();

    public DbSet<PrintedSheet> PrintedSheets => Set<PrintedSheet>();

    public DbSet<SheetCopy> SheetCopies => Set<SheetCopy>();

    public DbSet<CopyEvent> CopyEvents => Set<CopyEvent>();
    public DbSet<EntryBatch> EntryBatches => Set<EntryBatch>();

    public DbSet<EntrySheet> EntrySheets => Set<EntrySheet>();

    public DbSet<PaperScan> PaperScans => Set<PaperScan>();

    public DbSet<DoorCard> DoorCards => Set<DoorCard>();

    public DbSet<DoorNote> DoorNotes => Set<DoorNote>();

    public DbSet<CareAct> CareActs => Set<CareAct>();

    public DbSet<Emergency> Emergencies => Set<Emergency>();

    public DbSet<HelpPlan> HelpPlans => Set<HelpPlan>();

    public DbSet<HelpPlanVersion> HelpPlanVersions => Set<HelpPlanVersion>();

    public DbSet<HelpMeasure> HelpMeasures => Set<HelpMeasure>();

    public DbSet<ScreeningRound> ScreeningRounds => Set<ScreeningRound>();

    public DbSet<ScreeningHousehold> ScreeningHouseholds => Set<ScreeningHousehold>();

    public DbSet<ScreeningPerson> ScreeningPersons => Set<ScreeningPerson>();

    public DbSet<ScreeningAnswer> ScreeningAnswers => Set<ScreeningAnswer>();

    public DbSet<ScreeningPersonAnswer> ScreeningPersonAnswers => Set<ScreeningPersonAnswer>();

    public DbSet<ScreeningVillageReport> ScreeningVillageReports => Set<ScreeningVillageReport>();

    public DbSet<ImportJob> ImportJobs => Set<ImportJob>();

    public DbSet<SourceMap> SourceMaps => Set<SourceMap>();

    public DbSet<ImportReview> ImportReviews => Set<ImportReview>();

    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<DeliveredRow> DeliveredRows => Set<DeliveredRow>();

    public DbSet<DeliveryDifference> DeliveryDifferences => Set<DeliveryDifference>();

    public DbSet<Erasure> Erasures => Set<Erasure>();

    public DbSet<ChangeEntry> Changes => Set<ChangeEntry>();

    public DbSet<AuditBatch> AuditBatches => Set<AuditBatch>();

    public DbSet<Reminder> Reminders => Set<Reminder>();

    public DbSet<ElderKey> ElderKeys => Set<ElderKey>();

    public DbSet<KeptQuestion> KeptQuestions => Set<KeptQuestion>();

    public DbSet<FullExport> FullExports => Set<FullExport>();

    public DbSet<ListChoice> ListChoices => Set<ListChoice>();

    public DbSet<StoreInfo> StoreInfo => Set<StoreInfo>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<Grant> Grants => Set<Grant>();

    public DbSet<StatedPurpose> StatedPurposes => Set<StatedPurpose>();

    public DbSet<DeviceToken> DeviceTokens => Set<DeviceToken>();

    public DbSet<Passkey> Passkeys => Set<Passkey>();

    public DbSet<EmergencyAccess> EmergencyAccesses => Set<EmergencyAccess>();

    /// <summary>True on the embedded store, which takes one writer at a time.</summary>
    public abstract bool IsSqlite { get; }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(TanfangDb).Assembly);
        SnakeCase.Apply(modelBuilder.Model);
    }
}

/// <summary>SQLite (WAL, synchronous=FULL): the store of one office.</summary>
public sealed class SqliteTanfangDb(DbContextOptions<SqliteTanfangDb> options) : TanfangDb(options)
{
    public override bool IsSqlite => true;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite neither orders nor compares its own DateTimeOffset text; this fixed-width UTC text sorts as time does.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcText>();
        configurationBuilder.Properties<decimal>().HaveConversion<double>();
    }
}

/// <summary>PostgreSQL: the store of a city or a province.</summary>
public sealed class PostgresTanfangDb(DbContextOptions<PostgresTanfangDb> options) : TanfangDb(options)
{
    public override bool IsSqlite => false;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // Text that is sorted or compared by prefix sorts by bytes on both stores.
        foreach (
            var property in modelBuilder
                .Model.GetEntityTypes()
                .SelectMany(e => e.GetProperties())
                .Where(p => p.ClrType == typeof(string))
        )
        {
            property.SetCollation("C");
        }
    }
}
