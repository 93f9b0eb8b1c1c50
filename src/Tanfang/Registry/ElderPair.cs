using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tanfang.Shared;

namespace Tanfang.Registry;

public enum PairIs
{
    /// <summary>Somebody typed the number of the one into the other.</summary>
    SameNumber = 0,

    /// <summary>不是同一人: somebody looked and decided.</summary>
    NotSame = 1,
}

/// <summary>What is known of two files that may be one person. Ids and codes only.</summary>
public sealed class ElderPair
{
    public required Guid Id { get; init; }

    public required Guid OneId { get; init; }

    public required Guid OtherId { get; init; }

    public required PairIs Is { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string By { get; init; }

    /// <summary>Holds no longer.</summary>
    public DateTimeOffset? Until { get; set; }

    public static ElderPair Of(Guid one, Guid other, PairIs kind, Actor actor, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            OneId = one.CompareTo(other) < 0 ? one : other,
            OtherId = one.CompareTo(other) < 0 ? other : one,
            Is = kind,
            RecordedAt = now,
            By = actor.Id,
        };

    internal sealed class Mapping : IEntityTypeConfiguration<ElderPair>
    {
        public void Configure(EntityTypeBuilder<ElderPair> builder)
        {
            builder.ToTable("elder_pairs");
            builder.Property(p => p.Id).ValueGeneratedNever();
            builder.Property(p => p.By).HasMaxLength(60);
            builder
                .HasIndex(p => new
                {
                    p.OneId,
                    p.OtherId,
                    p.Is,
                })
                .IsUnique()
                .HasFilter("until is null");
            builder.HasIndex(p => p.OtherId);
        }
    }
}
