using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tanfang.Shared;

namespace Tanfang.Care;

/// <summary>关爱服务: one act of care, section six of the form (第 n 次开展关爱). Append-only: a correction is a new row that names the old one and keeps its ordinal.</summary>
public sealed class CareAct
{
    /// <summary>UUIDv7 made by whoever recorded it.</summary>
    public required Guid Id { get; init; }

    public required Guid ElderId { get; init; }

    public required int Ordinal { get; init; }

    public required DateOnly HappenedOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Sealed 关爱服务情况.</summary>
    public required byte[] What { get; init; }

    /// <summary>服务人员.</summary>
    public required string ServedBy { get; init; }

    /// <summary>Sealed 老年人服务满意度评价; null when not asked.</summary>
    public byte[]? Satisfaction { get; init; }

    /// <summary>Sealed: the record's bytes as received, with the signatures in them.</summary>
    public required byte[] Raw { get; init; }

    public required string FormVersion { get; init; }

    public required string EnteredBy { get; init; }

    /// <summary>The act this one corrects.</summary>
    public Guid? CorrectsId { get; init; }

    /// <summary>Valid until: a correction took its place.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public Guid? ReplacedById { get; private set; }

    public string? ClosedBy { get; private set; }

    /// <summary>Closes it in favour of its correction. It stays as it was recorded.</summary>
    public void ReplaceWith(CareAct correction, Actor by) =>
        (ClosedAt, ReplacedById, ClosedBy) = (correction.ReceivedAt, correction.Id, by.Id);

    internal sealed class Mapping : IEntityTypeConfiguration<CareAct>
    {
        public void Configure(EntityTypeBuilder<CareAct> builder)
        {
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.FormVersion).HasMaxLength(20);
            builder.Property(c => c.ServedBy).HasMaxLength(200);
            builder.Property(c => c.EnteredBy).HasMaxLength(60);
            builder.Property(c => c.ClosedBy).HasMaxLength(60);
            builder.HasIndex(c => c.CorrectsId).IsUnique();
            // 第 n 次 is given once; a correction repeats it.
            builder.HasIndex(c => new { c.ElderId, c.Ordinal }).IsUnique().HasFilter("corrects_id is null");
        }
    }
}
