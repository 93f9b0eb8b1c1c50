using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Registry;

/// <summary>What somebody looked for, sealed, so that the address of the answer names nobody. Kept for a day.</summary>
public sealed class KeptQuestion
{
    public required Guid Id { get; init; }

    /// <summary>Only whoever asked is answered.</summary>
    public required string OwnerId { get; init; }

    public required byte[] Text { get; init; }

    public required DateTimeOffset At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<KeptQuestion>
    {
        public void Configure(EntityTypeBuilder<KeptQuestion> builder)
        {
            builder.Property(q => q.Id).ValueGeneratedNever();
            builder.Property(q => q.OwnerId).HasMaxLength(60);
            builder.HasIndex(q => new { q.OwnerId, q.At });
        }
    }
}
