using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Shared;

/// <summary>What a user keeps for a list: a filter under a name (常用筛选), or with an empty name the columns to be shown.</summary>
public sealed class ListChoice
{
    public required Guid Id { get; init; }

    public required string OwnerId { get; init; }

    /// <summary>elders, obligations.</summary>
    public required string List { get; init; }

    /// <summary>Empty for the columns.</summary>
    public required string Name { get; init; }

    /// <summary>The query of the list's address, which holds no personal data; or the keys of the columns, separated by commas.</summary>
    public required string Value { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ListChoice>
    {
        public void Configure(EntityTypeBuilder<ListChoice> builder)
        {
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.OwnerId).HasMaxLength(60);
            builder.Property(c => c.List).HasMaxLength(20);
            builder.Property(c => c.Name).HasMaxLength(30);
            builder.Property(c => c.Value).HasMaxLength(400);
            builder
                .HasIndex(c => new
                {
                    c.OwnerId,
                    c.List,
                    c.Name,
                })
                .IsUnique();
        }
    }
}
