using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Screening;

/// <summary>What a household answered, or why it need not. Append-only: a new answer names the one it supersedes.</summary>
public sealed class ScreeningAnswer
{
    /// <summary>UUIDv7 made with the form: sent twice it is one answer.</summary>
    public required Guid Id { get; init; }

    public required Guid RowId { get; init; }

    /// <summary>The China day on which the household was asked.</summary>
    public required DateOnly AskedOn { get; init; }

    /// <summary>Who asked, by name.</summary>
    public required string AskedBy { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }

    public Guid? SupersedesId { get; init; }

    /// <summary>Code of the reason when the household is excused.</summary>
    public string? Excuse { get; init; }

    /// <summary>Coded answers about the household, JSON of item → codes; no free words.</summary>
    public required string Codes { get; init; }

    /// <summary>Whose key seals <see cref="Words"/>: an elder of the household; null = the store's.</summary>
    public Guid? SealedFor { get; init; }

    /// <summary>Sealed: what was written in free words about the household, JSON of item → words.</summary>
    public byte[]? Words { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ScreeningAnswer>
    {
        public void Configure(EntityTypeBuilder<ScreeningAnswer> builder)
        {
            builder.Property(a => a.Id).ValueGeneratedNever();
            builder.Property(a => a.AskedBy).HasMaxLength(60);
            builder.Property(a => a.RecordedBy).HasMaxLength(60);
            builder.Property(a => a.Excuse).HasMaxLength(20);
            builder.HasIndex(a => a.RowId);
        }
    }
}

/// <summary>What one answer says about one elder.</summary>
public sealed class ScreeningPersonAnswer
{
    public required Guid Id { get; init; }

    public required Guid AnswerId { get; init; }

    public required Guid ElderId { get; init; }

    /// <summary>A code of <see cref="PresenceWords"/>.</summary>
    public required string Presence { get; init; }

    /// <summary>First day away for good or in hospital.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Coded answers, JSON of item → codes; no free words.</summary>
    public required string Codes { get; init; }

    /// <summary>Sealed under the elder's key: health, mind and needs in free words, JSON of item → words.</summary>
    public byte[]? Words { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ScreeningPersonAnswer>
    {
        public void Configure(EntityTypeBuilder<ScreeningPersonAnswer> builder)
        {
            builder.Property(a => a.Id).ValueGeneratedNever();
            builder.Property(a => a.Presence).HasMaxLength(20);
            builder.HasIndex(a => a.AnswerId);
            builder.HasIndex(a => a.ElderId);
        }
    }
}
