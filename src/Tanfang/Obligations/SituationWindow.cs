using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Obligations;

/// <summary>
/// 特殊时段: a lockdown, epidemic measure or weather warning in a division. Append-only; an amended row names the one it
/// replaces. Festivals need no row.
/// </summary>
public sealed class SituationWindow
{
    public required Guid Id { get; init; }

    /// <summary>lockdown, epidemic or extremeWeather (contracts.md).</summary>
    public required string Kind { get; init; }

    public required int DivisionId { get; init; }

    /// <summary>Inclusive.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Exclusive; null = open.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The notice that opened it, in the reader's words.</summary>
    public required string Basis { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }

    public Guid? ReplacesId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SituationWindow>
    {
        public void Configure(EntityTypeBuilder<SituationWindow> builder)
        {
            builder.ToTable("situations");
            builder.Property(s => s.Id).ValueGeneratedNever();
            builder.Property(s => s.Kind).HasMaxLength(30);
            builder.Property(s => s.Basis).HasMaxLength(200);
            builder.Property(s => s.RecordedBy).HasMaxLength(60);
            builder.HasIndex(s => s.ReplacesId).IsUnique();
        }
    }
}
