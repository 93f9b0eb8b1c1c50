using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Privacy;

public enum ErasureState
{
    /// <summary>One person asked; another has to decide.</summary>
    Waiting = 0,
    Done = 1,
    Refused = 2,
}

/// <summary>删除: that somebody's data be erased, why, who asked and who decided. Ids and codes only: it outlives the person's data.</summary>
public sealed class Erasure
{
    public required Guid Id { get; init; }

    /// <summary>The file that answers for the person; those read under it go with it.</summary>
    public required Guid ElderId { get; init; }

    /// <summary>A code of <see cref="ErasureWords.Bases"/>.</summary>
    public required string Basis { get; init; }

    /// <summary>A code of <see cref="ErasureWords.Checks"/>: how it was made sure who asks; null when nobody asked from outside.</summary>
    public string? Check { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public required string AskedBy { get; init; }

    public ErasureState State { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public string? AnsweredBy { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Erasure>
    {
        public void Configure(EntityTypeBuilder<Erasure> builder)
        {
            builder.ToTable("erasures");
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.Basis).HasMaxLength(20);
            builder.Property(e => e.Check).HasMaxLength(20);
            builder.Property(e => e.AskedBy).HasMaxLength(60);
            builder.Property(e => e.AnsweredBy).HasMaxLength(60);
            builder.HasIndex(e => e.ElderId).IsUnique().HasFilter("state = 0");
            builder.HasIndex(e => new { e.State, e.AskedAt });
        }
    }
}
