using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Visits;

public enum PrintState
{
    /// <summary>Who is to be printed stands; how has still to be said.</summary>
    Chosen = 0,
    Waiting = 1,
    Running = 2,
    Done = 3,
    Failed = 4,
    Cancelled = 5,

    /// <summary>Done once; its document was deleted, or seven days went by.</summary>
    Dropped = 6,
}

/// <summary>打印任务: forms of many people as one document. Its sheets are prepared one by one, each in a transaction of its own.</summary>
public sealed class PrintJob
{
    /// <summary>How long a document can be fetched.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>A ream of paper in four pages each; who needs more prints place by place.</summary>
    public const int MostSheets = 500;

    public required Guid Id { get; init; }

    public PrintState State { get; set; }

    /// <summary>What was chosen, in words; never a person's name.</summary>
    public required string What { get; init; }

    /// <summary>True: with a visit in section five; false: sections five and six empty for writing.</summary>
    public bool Filled { get; set; }

    /// <summary>First day of the month whose last visit is printed; null = the latest of all.</summary>
    public DateOnly? Month { get; set; }

    /// <summary>Under which address the office answered; the codes on the sheets lead there.</summary>
    public required string Address { get; init; }

    public required int Sheets { get; init; }

    /// <summary>Progress in sheets.</summary>
    public int SheetsDone { get; set; }

    /// <summary>Size of the PDF file; null when there is none.</summary>
    public int? PdfSize { get; set; }

    /// <summary>Why it failed, or why there is no PDF file.</summary>
    public string? Problem { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    public bool IsUnderWay => State is PrintState.Waiting or PrintState.Running;

    internal sealed class Mapping : IEntityTypeConfiguration<PrintJob>
    {
        public void Configure(EntityTypeBuilder<PrintJob> builder)
        {
            builder.Property(j => j.Id).ValueGeneratedNever();
            builder.Ignore(j => j.IsUnderWay);
            builder.Property(j => j.What).HasMaxLength(200);
            builder.Property(j => j.Address).HasMaxLength(200);
            builder.Property(j => j.Problem).HasMaxLength(300);
            builder.Property(j => j.CreatedBy).HasMaxLength(60);
            builder.HasIndex(j => j.State);
        }
    }
}

/// <summary>The PDF file of a job, sealed under the store's key: it holds many people.</summary>
public sealed class PrintFile
{
    public required Guid JobId { get; init; }

    public required byte[] Pdf { get; init; }

    public static string Place(Guid job) => $"print_files/pdf/{job:N}";

    internal sealed class Mapping : IEntityTypeConfiguration<PrintFile>
    {
        public void Configure(EntityTypeBuilder<PrintFile> builder)
        {
            builder.HasKey(f => f.JobId);
            builder.Property(f => f.JobId).ValueGeneratedNever();
        }
    }
}
