using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tanfang.Policy;

namespace Tanfang.Registry;

/// <summary>
/// A dated fact about an elder: enrolled, left, lives there, belongs to a category, wants or refuses, in hospital. Append-only. Facts say from
/// which day they hold (<see cref="On"/>) and since when we know (<see cref="RecordedAt"/>), so that any past
/// day can be asked as known at any moment. A mistake is mended by a later fact for the same day.
/// </summary>
public sealed class ElderFact
{
    /// <summary>Source of a residence that a change of divisions brought about, not a removal.</summary>
    public const string ByDivisionChange = "区划变更";

    public required Guid Id { get; init; }

    public required Guid ElderId { get; init; }

    public required FactKind Kind { get; init; }

    /// <summary>First China day on which the fact holds, inclusive.</summary>
    public required DateOnly On { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Category key, reason of leaving, consent or cadence, by kind.</summary>
    public string? Key { get; init; }

    /// <summary>Residence: where the person lives from that day on.</summary>
    public int? DivisionId { get; init; }

    /// <summary>Residence: 农村牧区; null = follows from the division.</summary>
    public bool? Rural { get; init; }

    /// <summary>Where the fact comes from: 本人, 亲属, 村(居), 卫健部门, 残联, 导入 …</summary>
    public string? Source { get; init; }

    /// <summary>失能 assessment: result, day, assessor, valid until (exclusive). A claim without them is flagged.</summary>
    public string? AssessmentResult { get; init; }

    public DateOnly? AssessedOn { get; init; }

    public string? Assessor { get; init; }

    public DateOnly? AssessmentValidUntil { get; init; }

    /// <summary>Consent: who gave it (本人, 配偶, 子女 …).</summary>
    public string? GivenBy { get; init; }

    public required string RecordedBy { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ElderFact>
    {
        public void Configure(EntityTypeBuilder<ElderFact> builder)
        {
            builder.Property(f => f.Id).ValueGeneratedNever();
            builder.Property(f => f.Key).HasMaxLength(60);
            builder.Property(f => f.Source).HasMaxLength(60);
            builder.Property(f => f.AssessmentResult).HasMaxLength(40);
            builder.Property(f => f.Assessor).HasMaxLength(60);
            builder.Property(f => f.GivenBy).HasMaxLength(20);
            builder.Property(f => f.RecordedBy).HasMaxLength(60);
            builder.HasIndex(f => new { f.ElderId, f.On });
        }
    }
}
