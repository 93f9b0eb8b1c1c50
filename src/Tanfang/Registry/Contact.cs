using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Registry;

/// <summary>紧急联系人: several, in calling order; the form prints the first.</summary>
public sealed class Contact
{
    public required Guid Id { get; init; }

    public required Guid ElderId { get; init; }

    /// <summary>1 is called first.</summary>
    public int CallingOrder { get; set; }

    public required string Name { get; set; }

    public string? Relation { get; set; }

    /// <summary>Sealed.</summary>
    public byte[]? Phone { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Contact>
    {
        public void Configure(EntityTypeBuilder<Contact> builder)
        {
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.Name).HasMaxLength(50);
            builder.Property(c => c.Relation).HasMaxLength(20);
            builder.HasIndex(c => new { c.ElderId, c.CallingOrder });
        }
    }
}
