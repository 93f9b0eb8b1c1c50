using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Doors;

/// <summary>
/// 门牌码: a card at a door. Whoever visits there gets the record by it, a passer-by can only say that all is well or that somebody should look. It stays with
/// the file for which it was issued; 并档 and its undoing decide who that is now.
/// </summary>
public sealed class DoorCard
{
    public required Guid Id { get; init; }

    /// <summary>The opaque part of its code (<see cref="DoorCode"/>).</summary>
    public required string Code { get; init; }

    public required Guid ElderId { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>From then on its code opens nothing, and nobody who uses it is told so.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    public string Text => new DoorCode(Code).Text;

    internal sealed class Mapping : IEntityTypeConfiguration<DoorCard>
    {
        public void Configure(EntityTypeBuilder<DoorCard> builder)
        {
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.Code).HasMaxLength(DoorCode.RandomLength);
            builder.Ignore(c => c.Text);
            builder.HasIndex(c => c.Code).IsUnique();
            builder.HasIndex(c => c.ElderId);
        }
    }
}
