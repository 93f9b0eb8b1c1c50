using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Visits;

public enum EntrySheetState
{
    Waiting = 0,
    Entered = 1,

    /// <summary>Entered as 未遇.</summary>
    Attempt = 2,
    Skipped = 3,
}

/// <summary>One elder's sheet in a batch: at which place, how far it is, and what was typed so far.</summary>
public sealed class EntrySheet
{
    public required Guid BatchId { get; init; }

    public required Guid ElderId { get; init; }

    /// <summary>From 1: those still due first, then as the village lists them.</summary>
    public required int Place { get; init; }

    public EntrySheetState State { get; set; }

    /// <summary>The id that the record will have: sent twice, or by two clerks, it is recorded once.</summary>
    public required Guid RecordId { get; set; }

    /// <summary>Sealed under the elder's key: the fields as typed so far. Replaced as typed, gone when the record is accepted.</summary>
    public byte[]? Draft { get; set; }

    public DateTimeOffset? DraftAt { get; set; }

    /// <summary>Grows with every draft kept: who types over another's draft is told.</summary>
    public int Version { get; set; }

    /// <summary>The scan that lay beside it.</summary>
    public Guid? ScanId { get; set; }

    /// <summary>The printed sheet that is being copied, when its code or its filed scan told; the record becomes that sheet's.</summary>
    public Guid? PrintedSheetId { get; set; }

    /// <summary>noSheet, unreadable, otherPerson or later.</summary>
    public string? SkipReason { get; set; }

    public DateTimeOffset? EnteredAt { get; set; }

    public bool IsDone => State is EntrySheetState.Entered or EntrySheetState.Attempt;

    internal sealed class Mapping : IEntityTypeConfiguration<EntrySheet>
    {
        public void Configure(EntityTypeBuilder<EntrySheet> builder)
        {
            builder.HasKey(s => new { s.BatchId, s.ElderId });
            builder.Ignore(s => s.IsDone);
            builder.Property(s => s.Version).IsConcurrencyToken();
            builder.Property(s => s.SkipReason).HasMaxLength(20);
            builder.HasIndex(s => s.RecordId).IsUnique();
        }
    }
}
