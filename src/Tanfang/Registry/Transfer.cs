using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Registry;

public enum TransferState
{
    /// <summary>Asked by an office that does not see the person; the office that does has to answer.</summary>
    Waiting = 0,
    Done = 1,
    Refused = 2,
}

/// <summary>迁移: somebody's home moved from one division to another, or an office asks for it. Ids and codes only.</summary>
public sealed class Transfer
{
    public required Guid Id { get; init; }

    public required Guid ElderId { get; init; }

    /// <summary>Home when it was asked for.</summary>
    public required int FromId { get; init; }

    public required int ToId { get; init; }

    /// <summary>First day at the new home.</summary>
    public required DateOnly On { get; init; }

    /// <summary>desk, enrol, import or edit.</summary>
    public required string Origin { get; init; }

    public TransferState State { get; set; }

    public required DateTimeOffset AskedAt { get; init; }

    public required string AskedBy { get; init; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public string? AnsweredBy { get; set; }

    /// <summary>stillHere, wrongNumber or needsVisit: chosen, never written, so that it names nobody.</summary>
    public string? RefusedBecause { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Transfer>
    {
        public void Configure(EntityTypeBuilder<Transfer> builder)
        {
            builder.ToTable("transfers");
            builder.Property(t => t.Id).ValueGeneratedNever();
            builder.Property(t => t.Origin).HasMaxLength(10);
            builder.Property(t => t.AskedBy).HasMaxLength(60);
            builder.Property(t => t.AnsweredBy).HasMaxLength(60);
            builder.Property(t => t.RefusedBecause).HasMaxLength(20);
            builder.HasIndex(t => new { t.ElderId, t.AskedAt });
            builder.HasIndex(t => new { t.State, t.AskedAt });
            // Asking again does not queue again.
            builder.HasIndex(t => new { t.ElderId, t.ToId }).IsUnique().HasFilter("state = 0");
            builder.HasIndex(t => t.FromId);
            builder.HasIndex(t => t.ToId);
        }
    }
}
