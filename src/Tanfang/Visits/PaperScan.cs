using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Visits;

/// <summary>
/// 扫描件: a picture of a paper form, given beside its entry or filed by the code on it. Sealed under the store's key while nobody can
/// say whose it is, under the elder's once it is kept with a record.
/// </summary>
public sealed class PaperScan
{
    public required Guid Id { get; init; }

    /// <summary>The batch beside whose sheets it lies. One that came to be filed by its code is of no batch: its own id.</summary>
    public required Guid BatchId { get; init; }

    /// <summary>From 1: in the order in which the files of a batch were given, or in which they were filed with a copy. 0 while it waits.</summary>
    public required int Number { get; set; }

    /// <summary>Told by the content, never by the name: image/jpeg, image/png, image/webp or application/pdf.</summary>
    public required string Type { get; init; }

    public required int Size { get; init; }

    /// <summary>Sealed: the file.</summary>
    public required byte[] File { get; set; }

    /// <summary>The file under whose key it is sealed; set when it is kept with a record.</summary>
    public Guid? ElderId { get; set; }

    /// <summary>The record (visit or attempt) with which a batch kept it.</summary>
    public Guid? VisitId { get; set; }

    /// <summary>The printed sheet it is a picture of: which record that is, the sheet knows.</summary>
    public Guid? SheetId { get; set; }

    /// <summary>Which copy of that sheet.</summary>
    public CopyFor? Copy { get; set; }

    /// <summary>Whoever gave it and has still to say whose it is.</summary>
    public string? WaitsFor { get; set; }

    /// <summary>SHA-256 of the file, when it came to be filed: the same file is filed once.</summary>
    public byte[]? Digest { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<PaperScan>
    {
        public void Configure(EntityTypeBuilder<PaperScan> builder)
        {
            builder.Property(s => s.Id).ValueGeneratedNever();
            builder.Property(s => s.Type).HasMaxLength(20);
            builder.HasIndex(s => new { s.BatchId, s.Number }).IsUnique();
            builder.HasIndex(s => s.VisitId);
            builder.Property(s => s.WaitsFor).HasMaxLength(60);
            builder.Property(s => s.Digest).HasMaxLength(32);
            builder
                .HasIndex(s => new
                {
                    s.SheetId,
                    s.Copy,
                    s.Digest,
                })
                .IsUnique();
            builder.HasIndex(s => s.ElderId);
            builder.HasIndex(s => s.WaitsFor);
            builder.HasIndex(s => s.Digest);
        }
    }
}
