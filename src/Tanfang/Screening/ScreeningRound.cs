using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Screening;

/// <summary>
/// 摸底排查: one round of a county, opened on a day with every household of the registry, closed when every one of them is answered. What it asks is
/// chosen at opening and does not change any more.
/// </summary>
public sealed class ScreeningRound
{
    /// <summary>Made with the form, so that a form sent twice opens one round.</summary>
    public required Guid Id { get; init; }

    /// <summary>The county.</summary>
    public required int DivisionId { get; init; }

    public required string Title { get; init; }

    /// <summary>The document it rests on: its 文号 or title.</summary>
    public required string Document { get; init; }

    /// <summary>The policy pack of that document, when there is one.</summary>
    public string? PackId { get; init; }

    /// <summary>Which questions, in which version: keys of <see cref="ScreeningForm"/>, separated by commas.</summary>
    public required string Form { get; init; }

    public required DateOnly OpenedOn { get; init; }

    /// <summary>Last day on which answers are expected; later ones are taken too.</summary>
    public required DateOnly DueOn { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required string OpenedBy { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }

    public string? ClosedBy { get; set; }

    /// <summary>Why it was given up; null when it ran to its end.</summary>
    public string? CancelReason { get; set; }

    public bool IsOpen => ClosedAt is null;

    internal sealed class Mapping : IEntityTypeConfiguration<ScreeningRound>
    {
        public void Configure(EntityTypeBuilder<ScreeningRound> builder)
        {
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.Ignore(r => r.IsOpen);
            builder.Property(r => r.Title).HasMaxLength(100);
            builder.Property(r => r.Document).HasMaxLength(200);
            builder.Property(r => r.PackId).HasMaxLength(60);
            builder.Property(r => r.Form).HasMaxLength(200);
            builder.Property(r => r.OpenedBy).HasMaxLength(60);
            builder.Property(r => r.ClosedBy).HasMaxLength(60);
            builder.Property(r => r.CancelReason).HasMaxLength(200);
            builder.HasIndex(r => r.DivisionId);
        }
    }
}

/// <summary>没有特殊困难老年人: what a village says that has nobody on the list. An answer like any other, never a silence.</summary>
public sealed class ScreeningVillageReport
{
    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    public required int VillageId { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ScreeningVillageReport>
    {
        public void Configure(EntityTypeBuilder<ScreeningVillageReport> builder)
        {
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.Property(r => r.RecordedBy).HasMaxLength(60);
            builder.HasIndex(r => new { r.RoundId, r.VillageId }).IsUnique();
        }
    }
}
