using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tanfang.Data;
using Tanfang.Exchange.Delivering;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Mapping;
using Tanfang.Exchange.Templates;
using Tanfang.Shared;

namespace Tanfang.Exchange;

public enum DeliveryState
{
    /// <summary>Compared; its differences are being decided.</summary>
    Open = 0,

    /// <summary>Accepted: the next one is compared with it.</summary>
    Closed = 1,

    /// <summary>Given back; as if it had never come.</summary>
    Dropped = 2,

    /// <summary>Not the template: somebody has to say what its columns are.</summary>
    Unmapped = 3,

    /// <summary>Waits to be compared.</summary>
    Waiting = 4,

    /// <summary>Is being compared; after a restart it begins anew.</summary>
    Running = 5,

    /// <summary>Could not be compared; nothing of it is kept but the file.</summary>
    Failed = 6,
}

/// <summary>
/// 部门名单: a list that another authority hands over again and again (卫健, 残联), with the day and the area it describes. It changes no file by
/// itself: a person decides about each <see cref="DeliveryDifference"/>.
/// </summary>
public sealed class Delivery
{
    public required Guid Id { get; init; }

    /// <summary>Key of the source.</summary>
    public required string Source { get; init; }

    /// <summary>The division whose people the list is about; who is missing is asked within it.</summary>
    public required int AreaId { get; init; }

    /// <summary>The China day that the list describes.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Sealed under the store's key.</summary>
    public required byte[] FileName { get; init; }

    /// <summary>Sealed: the file as it came, while it is open.</summary>
    public byte[]? File { get; set; }

    /// <summary>Keyed digest of the file: the same file is told again. Null when dropped.</summary>
    public byte[]? FileIndex { get; set; }

    public DeliveryState State { get; set; }

    /// <summary>Rows = Same + WithDifferences + Remembered + TooYoung + Rejected.</summary>
    public int Rows { get; set; }

    /// <summary>Rows that say what the files say.</summary>
    public int Same { get; set; }

    public int WithDifferences { get; set; }

    /// <summary>Rows of which every difference was refused before and is unchanged.</summary>
    public int Remembered { get; set; }

    /// <summary>People below the age from which the source's list is kept: nothing of them is.</summary>
    public int TooYoung { get; set; }

    public int Rejected { get; set; }

    /// <summary>Sealed JSON of how the file is read; null = as the source's template.</summary>
    public byte[]? Map { get; set; }

    /// <summary>Why it could not be compared.</summary>
    public string? Problem { get; set; }

    /// <summary>Sealed JSON: row errors and titles that were not read.</summary>
    public byte[]? Errors { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who brought it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Ids of the divisions whose people they may see; it is compared within those, whoever runs that. Null = everything.</summary>
    public string? BroughtWithin { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? EndedBy { get; set; }

    /// <summary>A delivery for a file that was just read.</summary>
    public static Delivery Of(
        string source,
        int area,
        DateOnly asOf,
        (string Name, byte[] Bytes) file,
        Vault vault,
        Actor actor,
        DateTimeOffset now
    )
    {
        var id = Guid.CreateVersion7(now);
        return new Delivery
        {
            Id = id,
            Source = source,
            AreaId = area,
            AsOf = asOf,
            FileName = vault.StoreSeal.Close(Place(id, "file_name"), Encoding.UTF8.GetBytes(file.Name)),
            File = vault.StoreSeal.Close(Place(id, "file"), file.Bytes),
            FileIndex = IndexOf(file.Bytes, vault),
            CreatedAt = now,
            CreatedBy = actor.Id,
        };
    }

    public static byte[] IndexOf(byte[] file, Vault vault) =>
        vault.Index("delivery_file", Convert.ToHexStringLower(SHA256.HashData(file)));

    public string OpenFileName(Vault vault) => vault.StoreSeal.OpenText(Place(Id, "file_name"), FileName)!;

    public Scope Within =>
        BroughtWithin is { } ids
            ? Scope.Of([
                .. ids.Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
            ])
            : Scope.Everything;

    public void LookWithin(Scope scope) =>
        BroughtWithin = scope.IsEverything ? null : string.Join(',', scope.Divisions);

    /// <summary>Null when it has ended.</summary>
    public byte[]? OpenFile(Vault vault) => File is null ? null : vault.StoreSeal.Open(Place(Id, "file"), File);

    /// <summary>How the file is read; null = as the source's template.</summary>
    public ImportJob.JobMap? OpenMap(Vault vault) =>
        Map is null ? null : JsonSerializer.Deserialize<ImportJob.JobMap>(vault.StoreSeal.Open(Place(Id, "map"), Map));

    public ElderFile FileWith(Vault vault, byte[] file) =>
        new(file, OpenMap(vault)?.Map, DeliveryTargets.Of(DeliverySource.Find(Source)!));

    /// <summary>Takes the file to be read so; null = as the source's template.</summary>
    public void ReadBy(ImportJob.JobMap? map, Vault vault) =>
        Map = map is null ? null : vault.StoreSeal.Close(Place(Id, "map"), JsonSerializer.SerializeToUtf8Bytes(map));

    /// <summary>错误工作簿: the rows that could not be read, while the list is open; null when there are none.</summary>
    public byte[]? OpenErrorWorkbook(Vault vault)
    {
        if (State != DeliveryState.Open || Rejected == 0 || OpenFile(vault) is not { } file)
        {
            return null;
        }

        var report = new ImportReport { Errors = [.. OpenErrors(vault).Rows] };
        return ErrorWorkbook.Make(RefusedRows.Of(FileWith(vault, file), report), report);
    }

    public void TakeErrors(DeliveryErrors errors, Vault vault) =>
        Errors = vault.StoreSeal.Close(Place(Id, "errors"), JsonSerializer.SerializeToUtf8Bytes(errors));

    public DeliveryErrors OpenErrors(Vault vault) =>
        Errors is null
            ? new DeliveryErrors([], [])
            : JsonSerializer.Deserialize<DeliveryErrors>(vault.StoreSeal.Open(Place(Id, "errors"), Errors))!;

    /// <summary>Ends it; of the file nothing is kept.</summary>
    public void End(DeliveryState state, Actor actor, DateTimeOffset now)
    {
        (State, EndedAt, EndedBy, File) = (state, now, actor.Id, null);
        FileIndex = state == DeliveryState.Dropped ? null : FileIndex;
    }

    private static string Place(Guid id, string column) => $"deliveries/{column}/{id:N}";

    internal sealed class Mapped : IEntityTypeConfiguration<Delivery>
    {
        public void Configure(EntityTypeBuilder<Delivery> builder)
        {
            builder.Property(d => d.Id).ValueGeneratedNever();
            builder.Property(d => d.Source).HasMaxLength(40);
            builder.Property(d => d.CreatedBy).HasMaxLength(60);
            builder.Property(d => d.EndedBy).HasMaxLength(60);
            builder.Property(d => d.Problem).HasMaxLength(300);
            // One file once, whoever sends it at the same moment.
            builder
                .HasIndex(d => new
                {
                    d.Source,
                    d.AreaId,
                    d.FileIndex,
                })
                .IsUnique();
        }
    }
}

/// <summary>The rows that could not be read, and what else was seen on the way.</summary>
/// <param name="Ignored">Titles of columns that were not read.</param>
public sealed record DeliveryErrors(IReadOnlyList<RowError> Rows, IReadOnlyList<string> Ignored)
{
    /// <summary>Lines that are nobody's: headings, totals.</summary>
    public IReadOnlyList<SkippedRow> Skipped { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    public static DeliveryErrors Of(ImportReport report) =>
        new([.. report.Errors.OrderBy(e => report.Naming.SheetAt(e.Sheet)).ThenBy(e => e.Row)], report.Ignored)
        {
            Skipped = report.Skipped,
            Notes = report.Notes,
        };
}
