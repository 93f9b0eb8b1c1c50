using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Registry;

/// <summary>
/// One of the keys by which a file is found: another reading of the name in letters ("n:…"), or the keyed digest of something
/// sealed. Derived from the file and made anew whenever its version grew (<see cref="Elder.KeysOf"/>).
/// </summary>
public sealed class ElderKey
{
    public required Guid ElderId { get; init; }

    public required string Key { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ElderKey>
    {
        public void Configure(EntityTypeBuilder<ElderKey> builder)
        {
            builder.HasKey(k => new { k.ElderId, k.Key });
            builder.Property(k => k.Key).HasMaxLength(210);
            builder.HasIndex(k => k.Key);
        }
    }
}
