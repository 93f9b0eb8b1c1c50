using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Visits;

/// <summary>
/// A record turned out to be about another person (docs/adr/0011). The record stays as it was recorded, with its 第 n 次; from that
/// instant until another move it is read under the other file.
/// </summary>
public sealed class VisitMove
{
    public required Guid Id { get; init; }

    public required Guid VisitId { get; init; }

    /// <summary>The file under which it was read before.</summary>
    public required Guid FromId { get; init; }

    public required Guid ToId { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string By { get; init; }

    /// <summary>When a further move took its place.</summary>
    public DateTimeOffset? Until { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<VisitMove>
    {
        public void Configure(EntityTypeBuilder<VisitMove> builder)
        {
            builder.ToTable("visit_moves");
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.By).HasMaxLength(60);
            builder.HasIndex(m => m.VisitId).IsUnique().HasFilter("until is null");
            builder.HasIndex(m => m.FromId);
            builder.HasIndex(m => m.ToId);
        }
    }
}
