using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Visits;

/// <summary>
/// The receipt of a record sent from outside. The key is the record's own id: it and the hash of the bytes decide, inside the
/// transaction of the effects, whether the same bytes came before.
/// </summary>
public sealed class RecordReceipt
{
    public required Guid ItemId { get; init; }

    /// <summary>SHA-256 of the item's bytes as received.</summary>
    public required byte[] Hash { get; init; }

    public required string Receipt { get; init; }

    /// <summary>accepted or quarantined; moves to accepted when a supervisor lets it in.</summary>
    public required string Outcome { get; set; }

    /// <summary>第 n 次, once accepted.</summary>
    public int? Ordinal { get; set; }

    public required DateTimeOffset ReceivedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RecordReceipt>
    {
        public void Configure(EntityTypeBuilder<RecordReceipt> builder)
        {
            builder.HasKey(r => r.ItemId);
            builder.Property(r => r.ItemId).ValueGeneratedNever();
            builder.Property(r => r.Receipt).HasMaxLength(40);
            builder.Property(r => r.Outcome).HasMaxLength(20);
        }
    }
}
