using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Access;

/// <summary>授权: an account may work in a role for a division, from day to day. Never changed, only ended.</summary>
public sealed class Grant
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required Role Role { get; init; }

    /// <summary>For itself and everything below it; a visitor sees of it only the people assigned to them.</summary>
    public required int DivisionId { get; init; }

    /// <summary>Of a visitor: who that is among the 探访人员.</summary>
    public Guid? VisitorId { get; init; }

    /// <summary>China day, inclusive.</summary>
    public required DateOnly From { get; init; }

    /// <summary>China day, exclusive; null = open.</summary>
    public DateOnly? Until { get; set; }

    public required string GivenBy { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    public string? EndedBy { get; set; }

    /// <summary>Ended at once, within the day.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public bool HoldsOn(DateOnly day) => From <= day && (Until is not { } until || day < until) && EndedAt is null;

    internal sealed class Mapping : IEntityTypeConfiguration<Grant>
    {
        public void Configure(EntityTypeBuilder<Grant> builder)
        {
            builder.ToTable("grants");
            builder.Property(g => g.Id).ValueGeneratedNever();
            builder.Property(g => g.GivenBy).HasMaxLength(60);
            builder.Property(g => g.EndedBy).HasMaxLength(60);
            builder.HasIndex(g => new { g.AccountId, g.From });
        }
    }
}
