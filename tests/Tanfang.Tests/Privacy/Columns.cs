using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Tanfang.Care;
using Tanfang.Data;
using Tanfang.Doors;
using Tanfang.Emergencies;
using Tanfang.Registry;
using Tanfang.Screening;
using Tanfang.Visits;

namespace Tanfang.Tests.Privacy;

/// <summary>One column of bytes as the model knows it.</summary>
internal sealed record ByteColumn(IEntityType Table, IProperty Property)
{
    public string Name => $"{Table.GetTableName()}.{Property.GetColumnName()}";

    public byte[]? Of(object row) => (byte[]?)Property.PropertyInfo!.GetValue(row);
}

/// <summary>What stands in the columns of the model: sealed, or why not. Nobody adds a column without saying so here.</summary>
internal static class Columns
{
    /// <summary>Columns of bytes that are no seals, each with its reason. All others are opened as seals.</summary>
    public static IReadOnlyDictionary<string, string> Unsealed { get; } =
        new Dictionary<string, string>
        {
            ["elders.wrapped_key"] = "the elder's key, wrapped under the master key",
            ["elders.id_number_index"] = "keyed digest",
            ["elders.phone_tail_index"] = "keyed digest",
            ["elders.phone_index"] = "keyed digest",
            ["elders.certificate_index"] = "keyed digest",
            ["delivered_rows.number_index"] = "keyed digest",
            ["deliveries.file_index"] = "keyed digest",
            ["delivery_differences.fingerprint"] = "keyed digest",
            ["record_receipts.hash"] = "digest of a record with an id of 74 random bits in it",
            ["paper_scans.digest"] = "digest of a picture",
            ["audit_batches.digest"] = "digest of ids and codes",
            ["audit_batches.previous"] = "keyed digest",
            ["audit_batches.head"] = "keyed digest",
            ["passkeys.credential_id"] = "made by a device at random",
            ["passkeys.public_key"] = "public",
            ["worklist_packets.items"] = "ids and keyed digests",
            ["device_tokens.hash"] = "digest of a random token",
        };

    /// <summary>Seals whose key is an elder's: whose. Everything else is under the store's.</summary>
    private static readonly Dictionary<Type, Func<TanfangDb, object, Guid?>> Owners = new()
    {
        [typeof(Elder)] = (_, row) => ((Elder)row).Id,
        [typeof(Contact)] = (_, row) => ((Contact)row).ElderId,
        [typeof(HouseholdMember)] = (_, row) => ((HouseholdMember)row).SealedFor,
        [typeof(ProposedChange)] = (_, row) => ((ProposedChange)row).ElderId,
        [typeof(Visit)] = (_, row) => ((Visit)row).ElderId,
        [typeof(DoorNote)] = (_, row) => ((DoorNote)row).ElderId,
        [typeof(CareAct)] = (_, row) => ((CareAct)row).ElderId,
        [typeof(Emergency)] = (_, row) => ((Emergency)row).ElderId,
        [typeof(HelpPlanVersion)] = (db, row) => PlanOf(db, (HelpPlanVersion)row).ElderId,
        [typeof(HelpMeasure)] = (db, row) =>
            PlanOf(db, db.HelpPlanVersions.Single(v => v.Id == ((HelpMeasure)row).VersionId)).ElderId,
        [typeof(EntrySheet)] = (_, row) => ((EntrySheet)row).ElderId,
        [typeof(PaperScan)] = (_, row) => ((PaperScan)row).ElderId,
        [typeof(PrintedSheet)] = (_, row) => ((PrintedSheet)row).ElderId,
        [typeof(ScreeningAnswer)] = (_, row) => ((ScreeningAnswer)row).SealedFor,
        [typeof(ScreeningPersonAnswer)] = (_, row) => ((ScreeningPersonAnswer)row).ElderId,
    };

    public static IReadOnlyList<ByteColumn> Bytes(TanfangDb db) =>
        [
            .. db
                .Model.GetEntityTypes()
                .SelectMany(t =>
                    t.GetProperties().Where(p => p.ClrType == typeof(byte[])).Select(p => new ByteColumn(t, p))
                )
                .OrderBy(c => c.Name, StringComparer.Ordinal),
        ];

    public static IReadOnlyList<ByteColumn> Sealed(TanfangDb db) =>
        [.. Bytes(db).Where(c => !Unsealed.ContainsKey(c.Name))];

    /// <summary>Every text column of the model.</summary>
    public static IReadOnlyList<string> Texts(TanfangDb db) =>
        [
            .. db
                .Model.GetEntityTypes()
                .SelectMany(t =>
                    t.GetProperties()
                        .Where(p => p.ClrType == typeof(string))
                        .Select(p => $"{t.GetTableName()}.{p.GetColumnName()}")
                )
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>A row whose column holds something; null when there is none.</summary>
    public static object? Row(TanfangDb db, ByteColumn column, int skip = 0)
    {
        var rows =
            (IEnumerable<object>)
                typeof(Columns)
                    .GetMethod(nameof(Filled))!
                    .MakeGenericMethod(column.Table.ClrType)
                    .Invoke(null, [db, column])!;
        return rows.Skip(skip).FirstOrDefault();
    }

    public static IEnumerable<object> Filled<T>(TanfangDb db, ByteColumn column)
        where T : class =>
        db.Set<T>().AsNoTracking().Where(row => EF.Property<byte[]?>(row, column.Property.Name) != null);

    /// <summary>table/column/row of a seal.</summary>
    public static string Place(ByteColumn column, object row) =>
        row switch
        {
            EntrySheet sheet => Place(column, sheet.BatchId),
            QuarantinedRecord kept => $"{Place(column, kept.ItemId)}/{kept.Hash}",
            _ => Place(column, (Guid)column.Table.FindPrimaryKey()!.Properties.Single().PropertyInfo!.GetValue(row)!),
        };

    public static string Place(ByteColumn column, Guid row) =>
        ElderSeals.Place(column.Table.GetTableName()!, column.Property.GetColumnName(), row);

    /// <summary>Whose key it is; null for the store's.</summary>
    public static Guid? Owner(TanfangDb db, ByteColumn column, object row) =>
        Owners.GetValueOrDefault(column.Table.ClrType)?.Invoke(db, row);

    public static Seal SealOf(TanfangDb db, Vault vault, Guid? owner) =>
        owner is { } elder ? vault.SealOf(db.Elders.AsNoTracking().Single(e => e.Id == elder)) : vault.StoreSeal;

    private static HelpPlan PlanOf(TanfangDb db, HelpPlanVersion version) =>
        db.HelpPlans.AsNoTracking().Single(p => p.Id == version.PlanId);
}
