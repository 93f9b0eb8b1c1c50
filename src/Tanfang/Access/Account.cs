using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Access;

/// <summary>账号: one person who signs in. What they may, stands in their grants; an account without a valid grant may nothing.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>As colleagues read it beside what was done.</summary>
    public required string DisplayName { get; set; }

    public required Guid OrganisationId { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The password was given by an administrator and has to be changed first.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Of a demo: good on this machine only and until the first other account.</summary>
    public bool IsDemo { get; init; }

    /// <summary>The key of the second factor, sealed; null while none was set up.</summary>
    public byte[]? SecondFactorKey { get; set; }

    /// <summary>The end of a lock that an administrator put on.</summary>
    public static readonly DateTimeOffset ForEver = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Locked by an administrator, which ends what is open; wrong passwords of somebody else only keep the door shut for a while.</summary>
    public bool IsClosed => LockoutEnd == ForEver;

    internal sealed class Mapping : IEntityTypeConfiguration<Account>
    {
        public void Configure(EntityTypeBuilder<Account> builder)
        {
            builder.ToTable("accounts");
            builder.Property(a => a.Id).ValueGeneratedNever();
            builder.Property(a => a.UserName).HasMaxLength(40).IsRequired();
            builder.Property(a => a.NormalizedUserName).HasMaxLength(40).IsRequired();
            builder.Property(a => a.DisplayName).HasMaxLength(50);
            builder.Property(a => a.PasswordHash).HasMaxLength(200);
            builder.Property(a => a.SecurityStamp).HasMaxLength(60);
            builder.HasIndex(a => a.NormalizedUserName).IsUnique();
            builder.HasIndex(a => a.OrganisationId);
            // Each act writes its own columns, and wrong tries are counted in the store.
            builder.Ignore(a => a.ConcurrencyStamp);
            builder.Ignore(a => a.IsClosed);
            builder.Ignore(a => a.Email);
            builder.Ignore(a => a.NormalizedEmail);
            builder.Ignore(a => a.EmailConfirmed);
            builder.Ignore(a => a.PhoneNumber);
            builder.Ignore(a => a.PhoneNumberConfirmed);
        }
    }
}
