using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Obligations;

/// <summary>
/// 结果: what became of an obligation, since when we know. Append-only. The state as of a moment is the outcome with the
/// greatest <see cref="RecordedAt"/> not after it; without one the obligation is due.
/// </summary>
public sealed class ObligationOutcome
{
    public required Guid Id { get; init; }

    public required Guid ObligationId { get; init; }

    public required ObligationState Kind { get; init; }

    public Guid? VisitId { get; init; }

    public DateOnly? HappenedOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>0, 1, 2 … in order of appending; orders outcomes with the same RecordedAt.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Fulfilled with at least one of the counting visits on site.</summary>
    public bool OnSite { get; init; }

    /// <summary>Fulfilled only because a substitution widened the modes.</summary>
    public bool Substituted { get; init; }

    /// <summary>Stable code, see docs/glossary.md; null for fulfilled and missed.</summary>
    public string? Why { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ObligationOutcome>
    {
        public void Configure(EntityTypeBuilder<ObligationOutcome> builder)
        {
            builder.Property(o => o.Id).ValueGeneratedNever();
            builder.Property(o => o.Why).HasMaxLength(40);
            builder.HasIndex(o => new { o.ObligationId, o.Ordinal }).IsUnique();
        }
    }
}
