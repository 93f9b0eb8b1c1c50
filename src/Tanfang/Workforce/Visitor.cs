using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Workforce;

/// <summary>探访人员: somebody who visits. Sign-in comes with the access issue; until then a name in a division.</summary>
public sealed class Visitor
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>Where the visitor works.</summary>
    public required int DivisionId { get; set; }

    /// <summary>First day on which the visitor no longer works; null = still does.</summary>
    public DateOnly? Until { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Visitor>
    {
        public void Configure(EntityTypeBuilder<Visitor> builder)
        {
            builder.Property(v => v.Id).ValueGeneratedNever();
            builder.Property(v => v.Name).HasMaxLength(50);
            builder.HasIndex(v => v.DivisionId);
        }
    }
}

/// <summary>探访责任人 (长民发〔2023〕38号 二（三）4: 确定探访责任人): who is responsible for one elder, from day to day.</summary>
public sealed class Responsibility
{
    public required Guid Id { get; init; }

    public required Guid ElderId { get; init; }

    public required Guid VisitorId { get; init; }

    /// <summary>Inclusive.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Exclusive; null = open.</summary>
    public DateOnly? Until { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Responsibility>
    {
        public void Configure(EntityTypeBuilder<Responsibility> builder)
        {
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.HasIndex(r => new { r.ElderId, r.From });
            builder.HasIndex(r => r.VisitorId);
        }
    }
}
