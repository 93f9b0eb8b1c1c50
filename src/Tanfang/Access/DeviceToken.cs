using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Access;

/// <summary>A device signed in for an account until it is revoked. The token itself is kept by nobody but the device.</summary>
public sealed class DeviceToken
{
    /// <summary>How long one holds.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromDays(90);

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of the token: 32 random bytes are found by nobody who reads this.</summary>
    public required byte[] Hash { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When it last asked for something, to the hour; null on rows from before this was kept.</summary>
    public DateTimeOffset? LastHeardAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>It is written down once in this time, not at every request.</summary>
    public static readonly TimeSpan HeardEvery = TimeSpan.FromHours(1);

    public DateTimeOffset HeardAt => LastHeardAt ?? IssuedAt;

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public bool HoldsAt(DateTimeOffset now) => RevokedAt is null && now < IssuedAt + Holds;

    internal sealed class Mapping : IEntityTypeConfiguration<DeviceToken>
    {
        public void Configure(EntityTypeBuilder<DeviceToken> builder)
        {
            builder.ToTable("device_tokens");
            builder.Property(t => t.Id).ValueGeneratedNever();
            builder.Property(t => t.Hash).HasMaxLength(32);
            builder.Ignore(t => t.HeardAt);
            builder.HasIndex(t => t.Hash).IsUnique();
            builder.HasIndex(t => t.AccountId);
        }
    }
}
