using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Divisions;

/// <summary>曾用名、原代码: what a division was called and its code until a day. The division stays the same one.</summary>
public sealed class FormerName
{
    public required Guid Id { get; init; }

    public required int DivisionId { get; init; }

    public required string Name { get; init; }

    public required string Code { get; init; }

    /// <summary>First day on which it no longer holds (exclusive).</summary>
    public required DateOnly Until { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<FormerName>
    {
        public void Configure(EntityTypeBuilder<FormerName> builder)
        {
            builder.ToTable("former_names");
            builder.Property(n => n.Id).ValueGeneratedNever();
            builder.Property(n => n.Name).HasMaxLength(80);
            builder.Property(n => n.Code).HasMaxLength(12);
            builder.HasIndex(n => n.DivisionId);
            builder.HasIndex(n => n.Code);
            builder.HasIndex(n => n.Name);
        }
    }
}
