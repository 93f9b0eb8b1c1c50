using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Visits;

/// <summary>一份记录表 of one elder on paper: for a visit, or blank until somebody records what was written on it.</summary>
public sealed class PrintedSheet
{
    public required Guid Id { get; init; }

    public required Guid JobId { get; init; }

    /// <summary>Place in the document, from 1.</summary>
    public required int Position { get; init; }

    public required Guid ElderId { get; init; }

    /// <summary>The visit printed on it, or the one entered from it; null while it is blank.</summary>
    public Guid? VisitId { get; set; }

    /// <summary>Whether section five was filled when it was printed.</summary>
    public bool Filled { get; set; }

    /// <summary>补打: the sheet whose lost copy this one replaces.</summary>
    public Guid? ReprintOfId { get; init; }

    /// <summary>The one copy that is printed; null = both.</summary>
    public CopyFor? OnlyCopy { get; init; }

    /// <summary>The opaque part of its codes (<see cref="SheetCode"/>); null until it is prepared, or when it was left out.</summary>
    public string? Code { get; set; }

    /// <summary>From then on its codes open nothing.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>When its turn came; null = still to do.</summary>
    public DateTimeOffset? PreparedAt { get; set; }

    public DateOnly? PrintedOn { get; set; }

    /// <summary>Why it was left out: noVisit or gone.</summary>
    public string? LeftOut { get; set; }

    /// <summary>What stands on it, sealed under the elder's key; goes with the document of its job.</summary>
    public byte[]? Form { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<PrintedSheet>
    {
        public void Configure(EntityTypeBuilder<PrintedSheet> builder)
        {
            builder.Property(s => s.Id).ValueGeneratedNever();
            builder.Property(s => s.Code).HasMaxLength(SheetCode.RandomLength);
            builder.Property(s => s.LeftOut).HasMaxLength(20);
            builder.HasIndex(s => s.Code).IsUnique();
            builder.HasIndex(s => new { s.JobId, s.Position }).IsUnique();
            builder.HasIndex(s => new { s.ElderId, s.PrintedOn });
            builder.HasIndex(s => s.VisitId);
        }
    }
}
