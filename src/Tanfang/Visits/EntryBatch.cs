using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tanfang.Policy;

namespace Tanfang.Visits;

/// <summary>补录批次: the paper forms that lie on the table, with what most of them share. It can be left and taken up again.</summary>
public sealed class EntryBatch
{
    public required Guid Id { get; init; }

    /// <summary>The village (or any division) whose forms they are; null when chosen otherwise.</summary>
    public int? DivisionId { get; init; }

    /// <summary>The 探访责任人 whose forms they are. Neither of the two: whatever comes.</summary>
    public Guid? VisitorId { get; init; }

    /// <summary>The day that most sheets bear.</summary>
    public required DateOnly Day { get; set; }

    /// <summary>探访方式 of most sheets; None while nobody said.</summary>
    public required Modes Mode { get; set; }

    /// <summary>探访人员 of most sheets, by name.</summary>
    public required string Visitors { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }

    public bool IsOpen => ClosedAt is null;

    /// <summary>People are found one by one as their sheets come.</summary>
    public bool IsWhateverComes => DivisionId is null && VisitorId is null;

    internal sealed class Mapping : IEntityTypeConfiguration<EntryBatch>
    {
        public void Configure(EntityTypeBuilder<EntryBatch> builder)
        {
            builder.Property(b => b.Id).ValueGeneratedNever();
            builder.Ignore(b => b.IsOpen);
            builder.Ignore(b => b.IsWhateverComes);
            builder.Property(b => b.Visitors).HasMaxLength(200);
            builder.Property(b => b.CreatedBy).HasMaxLength(60);
            builder.HasIndex(b => b.ClosedAt);
        }
    }
}
