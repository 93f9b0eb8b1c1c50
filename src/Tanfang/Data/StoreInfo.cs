using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Data;

/// <summary>Facts about the store itself: which key seals it, its epoch, whether it holds the demo.</summary>
public sealed class StoreInfo
{
    /// <summary>HMAC of a constant under the master key: tells a wrong key before anything is opened with it.</summary>
    public const string KeyCheck = "keyCheck";

    /// <summary>Changes when the store was restored from a backup.</summary>
    public const string Epoch = "epoch";

    /// <summary>Present when the people in the store are synthetic.</summary>
    public const string Demo = "demo";

    /// <summary>Digest of the division file that was loaded.</summary>
    public const string Divisions = "divisions";

    public required string Key { get; init; }

    public required string Value { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<StoreInfo>
    {
        public void Configure(EntityTypeBuilder<StoreInfo> builder)
        {
            builder.ToTable("store_info");
            builder.HasKey(i => i.Key);
            builder.Property(i => i.Key).HasMaxLength(40);
            builder.Property(i => i.Value).HasMaxLength(200);
        }
    }
}
