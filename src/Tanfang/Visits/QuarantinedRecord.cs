using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Visits;

/// <summary>
/// 待处理记录: something recorded in the field that could not be taken as it is. Kept whole, keyed by id and hash, until a
/// supervisor resolves it; never deleted.
/// </summary>
public sealed class QuarantinedRecord
{
    public required Guid ItemId { get; init; }

    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public required string Hash { get; init; }

    public required string Kind { get; init; }

    /// <summary>The elder it names, when there is one of that id. Who may not see the elder does not see this row.</summary>
    public Guid? ElderId { get; init; }

    /// <summary>Stable code of the reason.</summary>
    public required string ReasonCode { get; init; }

    /// <summary>The reason in the reader's words, without personal data.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required string Receipt { get; init; }

    /// <summary>Sealed under the store's own key: the bytes as received.</summary>
    public required byte[] Raw { get; init; }

    public required string SentBy { get; init; }

    /// <summary>When the device sent it, by the device's clock; mends its times once more when it is let in.</summary>
    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? ResolvedAt { get; set; }

    public string? ResolvedBy { get; set; }

    /// <summary>accepted (taken in after all) or dismissed (kept, but without effect).</summary>
    public string? Resolution { get; set; }

    public string? ResolutionNote { get; set; }

    /// <summary>The record that came of it; another id than <see cref="ItemId"/> when that one was taken.</summary>
    public Guid? AcceptedAsId { get; set; }

    /// <summary>第 n 次, once accepted.</summary>
    public int? Ordinal { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<QuarantinedRecord>
    {
        public void Configure(EntityTypeBuilder<QuarantinedRecord> builder)
        {
            builder.ToTable("quarantine");
            builder.HasKey(q => new { q.ItemId, q.Hash });
            builder.Property(q => q.Hash).HasMaxLength(64);
            builder.Property(q => q.Kind).HasMaxLength(20);
            builder.Property(q => q.ReasonCode).HasMaxLength(40);
            builder.Property(q => q.Reason).HasMaxLength(300);
            builder.Property(q => q.Receipt).HasMaxLength(40);
            builder.Property(q => q.SentBy).HasMaxLength(60);
            builder.Property(q => q.ResolvedBy).HasMaxLength(60);
            builder.Property(q => q.Resolution).HasMaxLength(20);
            builder.Property(q => q.ResolutionNote).HasMaxLength(300);
            builder.HasIndex(q => q.ResolvedAt);
        }
    }
}
