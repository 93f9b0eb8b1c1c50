using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Access;

/// <summary>
/// 通行密钥 (WebAuthn): a key pair on somebody's device or stick, opened there by a finger, a face or a PIN. The public half is all that is kept; what the device
/// says of its make is not asked for.
/// </summary>
public sealed class Passkey
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>Given by the device; unique everywhere.</summary>
    public required byte[] CredentialId { get; init; }

    /// <summary>COSE.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>As its owner calls it.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>Grows with each use on most devices; one that falls back has been copied.</summary>
    public required long SignCount { get; set; }

    /// <summary>Whether the device may share it with others of the same owner; never changes.</summary>
    public required bool IsBackupEligible { get; init; }

    public required bool IsBackedUp { get; set; }

    /// <summary>As Identity wants it: always made with a finger, a face or a PIN, for no other is asked for.</summary>
    internal UserPasskeyInfo ToInfo() =>
        new(CredentialId, PublicKey, AddedAt, (uint)SignCount, null, true, IsBackupEligible, IsBackedUp, [], [])
        {
            Name = Name,
        };

    internal sealed class Mapping : IEntityTypeConfiguration<Passkey>
    {
        public void Configure(EntityTypeBuilder<Passkey> builder)
        {
            builder.ToTable("passkeys");
            builder.Property(p => p.Id).ValueGeneratedNever();
            builder.Property(p => p.CredentialId).HasMaxLength(1023);
            builder.Property(p => p.PublicKey).HasMaxLength(1023);
            builder.Property(p => p.Name).HasMaxLength(50);
            builder.HasIndex(p => p.CredentialId).IsUnique();
            builder.HasIndex(p => p.AccountId);
        }
    }
}
