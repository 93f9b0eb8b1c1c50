using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Visits;

/// <summary>
/// 扫描件: a picture of a paper form beside which it is entered. Sealed under the store's key while nobody can say whose it is, under the
/// elder's once it is kept with a record.
/// </summary>
public sealed class PaperScan
{
    public required Guid Id { get; init; }

    public required Guid BatchId { get; init; }

    /// <summary>From 1, in the order in which the files were given.</summary>
    public required int Number { get; init; }

    /// <summary>Told by the content, never by the name: image/jpeg, image/png, image/webp or application/pdf.</summary>
    public required string Type { get; init; }

    public required int Size { get; init; }

    /// <summary>Sealed: the file.</summary>
    public required byte[] File { get; set; }

    /// <summary>Set when it is kept with a record.</summary>
    public Guid? ElderId { get; set; }

    /// <summary>The record (visit or attempt) with which it is kept.</summary>
    public Guid? VisitId { get; set; }

    public required DateTimeOffset AddedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<PaperScan>
    {
        public void Configure(EntityTypeBuilder<PaperScan> builder)
        {
            builder.Property(s => s.Id).ValueGeneratedNever();
            builder.Property(s => s.Type).HasMaxLength(20);
            builder.HasIndex(s => new { s.BatchId, s.Number }).IsUnique();
            builder.HasIndex(s => s.VisitId);
        }
    }
}
