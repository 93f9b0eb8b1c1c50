using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Audit;

/// <summary>One link of the audit chain: the rows of <c>changes</c> that carry its ordinal, sealed together (docs/adr/0017).</summary>
public sealed class AuditBatch
{
    /// <summary>From 1, without a gap.</summary>
    public required long Ordinal { get; init; }

    public required DateTimeOffset At { get; init; }

    public required int Count { get; init; }

    /// <summary>The smallest and the greatest id in it.</summary>
    public required Guid FirstRow { get; init; }

    public required Guid LastRow { get; init; }

    /// <summary>SHA-256 of its rows, every column, by id.</summary>
    public required byte[] Digest { get; init; }

    /// <summary>The head of the batch before; 32 zeros before the first.</summary>
    public required byte[] Previous { get; init; }

    /// <summary>Keyed HMAC of all the above.</summary>
    public required byte[] Head { get; init; }

    public AuditBatch With(byte[] head) =>
        new()
        {
            Ordinal = Ordinal,
            At = At,
            Count = Count,
            FirstRow = FirstRow,
            LastRow = LastRow,
            Digest = Digest,
            Previous = Previous,
            Head = head,
        };

    internal sealed class Mapping : IEntityTypeConfiguration<AuditBatch>
    {
        public void Configure(EntityTypeBuilder<AuditBatch> builder)
        {
            builder.ToTable("audit_batches");
            builder.HasKey(b => b.Ordinal);
            builder.Property(b => b.Ordinal).ValueGeneratedNever();
        }
    }
}
