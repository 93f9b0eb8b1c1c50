using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Registry;

/// <summary>
/// 并档: two files were known to be one person, from an instant until it was undone (docs/adr/0011). Append-only but for the undoing. A
/// file that was split off another is such a row, too, with <see cref="IsSplit"/>: the two were one until then.
/// </summary>
public sealed class ElderMerge
{
    public required Guid Id { get; init; }

    /// <summary>The file that goes on.</summary>
    public required Guid KeptId { get; init; }

    /// <summary>The file that is read under the other; of a split the new one.</summary>
    public required Guid MergedId { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string By { get; init; }

    /// <summary>How it was found out, in a line.</summary>
    public required string Reason { get; init; }

    /// <summary>Names of the columns that the kept file had empty and took over, between bars; no values.</summary>
    public string Taken { get; init; } = "";

    public bool IsSplit { get; init; }

    public DateTimeOffset? UndoneAt { get; set; }

    public string? UndoneBy { get; set; }

    public string? UndoneReason { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ElderMerge>
    {
        public void Configure(EntityTypeBuilder<ElderMerge> builder)
        {
            builder.ToTable("elder_merges");
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.By).HasMaxLength(60);
            builder.Property(m => m.Reason).HasMaxLength(200);
            builder.Property(m => m.Taken).HasMaxLength(300);
            builder.Property(m => m.UndoneBy).HasMaxLength(60);
            builder.Property(m => m.UndoneReason).HasMaxLength(200);
            builder.HasIndex(m => m.KeptId);
            // Under one person at a time.
            builder.HasIndex(m => m.MergedId).IsUnique().HasFilter("undone_at is null");
            builder.HasIndex(m => new { m.MergedId, m.RecordedAt });
        }
    }
}
