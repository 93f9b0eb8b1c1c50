using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Workforce;

/// <summary>网格: a part of a village or community (民发〔2022〕73号 二（一）: 纳入基层网格化管理), from a day on.</summary>
public sealed class Grid
{
    public required Guid Id { get; init; }

    /// <summary>The village or community.</summary>
    public required int DivisionId { get; init; }

    public required string Name { get; set; }

    /// <summary>Inclusive.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Exclusive: split or merged away; null = still there.</summary>
    public DateOnly? Until { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Grid>
    {
        public void Configure(EntityTypeBuilder<Grid> builder)
        {
            builder.Property(g => g.Id).ValueGeneratedNever();
            builder.Property(g => g.Name).HasMaxLength(50);
            builder.HasIndex(g => g.DivisionId);
        }
    }
}

/// <summary>网格员: who works in a grid, from day to day.</summary>
public sealed class GridWorker
{
    public required Guid Id { get; init; }

    public required Guid GridId { get; init; }

    public required Guid VisitorId { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>Exclusive; null = open.</summary>
    public DateOnly? Until { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<GridWorker>
    {
        public void Configure(EntityTypeBuilder<GridWorker> builder)
        {
            builder.Property(w => w.Id).ValueGeneratedNever();
            builder.HasIndex(w => w.GridId);
            builder.HasIndex(w => w.VisitorId);
        }
    }
}

/// <summary>Which grid one elder belongs to, from day to day. It holds while the elder lives in the grid's village.</summary>
public sealed class GridPlace
{
    public required Guid Id { get; init; }

    public required Guid GridId { get; init; }

    public required Guid ElderId { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>Exclusive; null = open.</summary>
    public DateOnly? Until { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<GridPlace>
    {
        public void Configure(EntityTypeBuilder<GridPlace> builder)
        {
            builder.Property(p => p.Id).ValueGeneratedNever();
            builder.HasIndex(p => new { p.ElderId, p.From });
            builder.HasIndex(p => p.GridId);
        }
    }
}
