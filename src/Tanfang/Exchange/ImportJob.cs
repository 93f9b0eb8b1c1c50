using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tanfang.Data;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Mapping;
using Tanfang.Exchange.Reading;
using Tanfang.Exchange.Templates;
using Tanfang.Shared;

namespace Tanfang.Exchange;

public enum ImportState
{
    /// <summary>Read and checked; nothing written.</summary>
    Checked = 0,
    Waiting = 1,
    Running = 2,
    Done = 3,
    Failed = 4,
    Cancelled = 5,

    /// <summary>Not our template: somebody has to say what its columns are.</summary>
    Unmapped = 6,
}

/// <summary>导入: one spreadsheet of elders from upload to done. Its rows go in in one transaction: whole or not begun.</summary>
public sealed class ImportJob
{
    public required Guid Id { get; init; }

    /// <summary>Sealed under the store's key: the file's name may hold a person's.</summary>
    public required byte[] FileName { get; init; }

    /// <summary>Sealed: the file as uploaded until the job is done; then, if rows were refused, the workbook of those rows until somebody drops it.</summary>
    public byte[]? File { get; set; }

    public required bool IsCsv { get; init; }

    public ImportState State { get; set; }

    public int Rows { get; set; }

    /// <summary>Progress in rows.</summary>
    public int RowsDone { get; set; }

    public int Added { get; set; }

    public int Updated { get; set; }

    public int Unchanged { get; set; }

    public int Rejected { get; set; }

    /// <summary>Rows without a number that resemble somebody: they wait for a person's decision.</summary>
    public int ForReview { get; set; }

    /// <summary>Sealed JSON of how the file is read; null = as our template.</summary>
    public byte[]? Map { get; set; }

    /// <summary>Sealed JSON of the result with its row errors.</summary>
    public byte[]? Errors { get; set; }

    public string? Problem { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    public required string CreatedBy { get; init; }

    /// <summary>A job for a file that was just read.</summary>
    public static ImportJob Of(byte[] file, string name, Vault vault, Actor actor, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new ImportJob
        {
            Id = id,
            FileName = vault.StoreSeal.Close(Place(id, "file_name"), Encoding.UTF8.GetBytes(name)),
            File = vault.StoreSeal.Close(Place(id, "file"), file),
            IsCsv = !OpenSheet.IsWorkbook(file),
            CreatedAt = now,
            CreatedBy = actor.Id,
        };
    }

    public string OpenFileName(Vault vault) => vault.StoreSeal.OpenText(Place(Id, "file_name"), FileName)!;

    /// <summary>Null when it was dropped, or is done and no row was refused.</summary>
    public byte[]? OpenFile(Vault vault) => File is null ? null : vault.StoreSeal.Open(Place(Id, "file"), File);

    /// <summary>错误工作簿: the refused rows; null when there are none, or they were dropped.</summary>
    public byte[]? OpenErrorWorkbook(Vault vault) =>
        OpenFile(vault) is not { } file ? null
        : State == ImportState.Done ? file
        : OpenReport(vault) is { } report ? ErrorWorkbook.Make(RefusedRows.Of(FileWith(vault, file), report), report)
        : null;

    /// <summary>Ends it: of the file only the refused rows are kept.</summary>
    public void End(ImportReport report, RefusedRows rows, Vault vault, DateTimeOffset now)
    {
        Take(report, vault);
        (State, FinishedAt, RowsDone) = (ImportState.Done, now, report.Rows);
        File = ErrorWorkbook.Make(rows, report) is { } refused
            ? vault.StoreSeal.Close(Place(Id, "file"), refused)
            : null;
    }

    /// <summary>How the file is read; null = as our template.</summary>
    public JobMap? OpenMap(Vault vault) =>
        Map is null ? null : JsonSerializer.Deserialize<JobMap>(vault.StoreSeal.Open(Place(Id, "map"), Map));

    public ElderFile FileWith(Vault vault, byte[] file) => new(file, OpenMap(vault)?.Map);

    /// <summary>Takes the file to be read so; null = as our template.</summary>
    public void ReadBy(JobMap? map, Vault vault) =>
        Map = map is null ? null : vault.StoreSeal.Close(Place(Id, "map"), JsonSerializer.SerializeToUtf8Bytes(map));

    /// <summary>The result with its row errors; null before the file was checked.</summary>
    public ImportReport? OpenReport(Vault vault) =>
        Errors is null
            ? null
            : JsonSerializer.Deserialize<ImportReport>(vault.StoreSeal.Open(Place(Id, "errors"), Errors));

    /// <summary>Keeps a result: the counts open, the errors sealed.</summary>
    public void Take(ImportReport report, Vault vault)
    {
        (Rows, Added, Updated) = (report.Rows, report.Added, report.Updated);
        (Unchanged, Rejected, ForReview) = (report.Unchanged, report.Rejected, report.ForReview);
        Errors = vault.StoreSeal.Close(Place(Id, "errors"), JsonSerializer.SerializeToUtf8Bytes(report));
    }

    /// <param name="Name">Under which it is kept.</param>
    /// <param name="IsKnownAgain">Nobody was asked: the header was known.</param>
    public sealed record JobMap(SheetMap Map, string? Name, bool IsKnownAgain);

    private static string Place(Guid id, string column) => $"import_jobs/{column}/{id:N}";

    internal sealed class Mapped : IEntityTypeConfiguration<ImportJob>
    {
        public void Configure(EntityTypeBuilder<ImportJob> builder)
        {
            builder.Property(j => j.Id).ValueGeneratedNever();
            builder.Property(j => j.Problem).HasMaxLength(300);
            builder.Property(j => j.CreatedBy).HasMaxLength(60);
        }
    }
}

/// <summary>A row without a number that may be somebody known (same name, birth date and village): a person decides.</summary>
public sealed class ImportReview
{
    public required Guid Id { get; init; }

    public required Guid JobId { get; init; }

    public required int Row { get; init; }

    /// <summary>The elder it resembles.</summary>
    public required Guid CandidateId { get; init; }

    /// <summary>Sealed row as read.</summary>
    public required byte[] Data { get; init; }

    /// <summary>same, new or dismissed; null = open.</summary>
    public string? Resolution { get; set; }

    public DateTimeOffset? ResolvedAt { get; set; }

    public string? ResolvedBy { get; set; }

    internal sealed class Mapped : IEntityTypeConfiguration<ImportReview>
    {
        public void Configure(EntityTypeBuilder<ImportReview> builder)
        {
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.Property(r => r.Resolution).HasMaxLength(20);
            builder.Property(r => r.ResolvedBy).HasMaxLength(60);
            builder.HasIndex(r => new { r.JobId, r.Row }).IsUnique();
            builder.HasIndex(r => r.CandidateId);
        }
    }
}
