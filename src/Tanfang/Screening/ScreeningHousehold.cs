using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Screening;

/// <summary>Where a household of a round stands.</summary>
public enum ScreeningState
{
    Open = 0,
    Answered = 1,

    /// <summary>免答: not answered, for a reason that is written down.</summary>
    Excused = 2,
}

/// <summary>
/// One household of a round, in one village: people of one household who live in two villages are asked in both. The state repeats the newest
/// answer for lists and figures.
/// </summary>
public sealed class ScreeningHousehold
{
    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    /// <summary>The village as it was on the opening day.</summary>
    public required int VillageId { get; init; }

    /// <summary>The household of the registry; null while a household found in the field is not registered.</summary>
    public Guid? HouseholdId { get; set; }

    /// <summary>Order of going through the village.</summary>
    public required int Position { get; init; }

    /// <summary>People of the registry on its list.</summary>
    public int People { get; set; }

    /// <summary>Sealed under the store's key: how the village describes a household that it found and nobody knows yet.</summary>
    public byte[]? Found { get; init; }

    public ScreeningState State { get; set; }

    /// <summary>The newest answer.</summary>
    public Guid? AnswerId { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ScreeningHousehold>
    {
        public void Configure(EntityTypeBuilder<ScreeningHousehold> builder)
        {
            builder.Property(h => h.Id).ValueGeneratedNever();
            builder.Property(h => h.AnswerId).IsConcurrencyToken();
            builder.HasIndex(h => new
            {
                h.RoundId,
                h.VillageId,
                h.State,
            });
        }
    }
}

/// <summary>One elder on the list of a round. Presence repeats the newest answer; null = not answered yet.</summary>
public sealed class ScreeningPerson
{
    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    /// <summary>The household of the round.</summary>
    public required Guid RowId { get; init; }

    public required Guid ElderId { get; init; }

    /// <summary>A code of <see cref="PresenceWords"/>.</summary>
    public string? Presence { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ScreeningPerson>
    {
        public void Configure(EntityTypeBuilder<ScreeningPerson> builder)
        {
            builder.Property(p => p.Id).ValueGeneratedNever();
            builder.Property(p => p.Presence).HasMaxLength(20);
            builder.HasIndex(p => new { p.RoundId, p.ElderId }).IsUnique();
            builder.HasIndex(p => p.RowId);
        }
    }
}
