using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Care;

/// <summary>
/// 分类帮扶方案 of one elder (民办发〔2020〕7号 一: 明确分类帮扶措施). What it says stands in its versions, which are only ever
/// added; the columns marked "now" repeat the newest for lists and are written together with it.
/// </summary>
public sealed class HelpPlan
{
    public required Guid Id { get; init; }

    /// <summary>The file for which it was made; its words are sealed under that file's key for ever.</summary>
    public required Guid ElderId { get; init; }

    /// <summary>Now: the file that answers for the person (docs/adr/0011).</summary>
    public required Guid PersonId { get; set; }

    public required DateOnly MadeOn { get; init; }

    /// <summary>Now: the day on which somebody ended it; null = in force, as long as the elder is in the register.</summary>
    public DateOnly? EndedOn { get; set; }

    /// <summary>Now: how many versions there are; the ETag of If-Match.</summary>
    public int Number { get; set; }

    /// <summary>Now: 责任人, a visitor.</summary>
    public Guid OwnerId { get; set; }

    /// <summary>Now: 下次复核.</summary>
    public DateOnly ReviewOn { get; set; }

    /// <summary>Now: the earliest last day of a measure that is not done; null = all are.</summary>
    public DateOnly? MeasureBy { get; set; }

    /// <summary>Now: the earlier of both, by which the worklist is sorted.</summary>
    public DateOnly DueOn { get; set; }

    /// <summary>Now: keys of <see cref="HelpKinds"/> between bars.</summary>
    public string Kinds { get; set; } = "";

    internal sealed class Mapping : IEntityTypeConfiguration<HelpPlan>
    {
        public void Configure(EntityTypeBuilder<HelpPlan> builder)
        {
            builder.Property(p => p.Id).ValueGeneratedNever();
            builder.Property(p => p.Number).IsConcurrencyToken();
            builder.Property(p => p.Kinds).HasMaxLength(1000);
            // One plan in force per file, whoever writes.
            builder.HasIndex(p => p.ElderId).IsUnique().HasFilter("ended_on is null");
            builder.HasIndex(p => p.PersonId);
            builder.HasIndex(p => p.DueOn);
        }
    }
}

/// <summary>What was done with a plan; each act is a version of it.</summary>
public enum HelpPlanAct
{
    Made = 0,

    /// <summary>调整: corrected, or a measure done, between two reviews.</summary>
    Changed = 1,

    /// <summary>复核: gone through, and in force until the next review.</summary>
    Reviewed = 2,
    Ended = 3,
}

/// <summary>A plan as it stood after one act: who, when, what it said. Never changed.</summary>
public sealed class HelpPlanVersion
{
    /// <summary>The key of the form: sent twice it is one act.</summary>
    public required Guid Id { get; init; }

    public required Guid PlanId { get; init; }

    public required int Number { get; init; }

    public required HelpPlanAct Act { get; init; }

    /// <summary>The China day on which it was done, perhaps on paper before it was entered.</summary>
    public required DateOnly On { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public required Guid OwnerId { get; init; }

    public required DateOnly ReviewOn { get; init; }

    /// <summary>Code of why it was ended.</summary>
    public string? EndReason { get; init; }

    /// <summary>Sealed: what a review found, why it was changed or ended.</summary>
    public byte[]? Words { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<HelpPlanVersion>
    {
        public void Configure(EntityTypeBuilder<HelpPlanVersion> builder)
        {
            builder.Property(v => v.Id).ValueGeneratedNever();
            builder.Property(v => v.ActorId).HasMaxLength(60);
            builder.Property(v => v.ActorName).HasMaxLength(60);
            builder.Property(v => v.EndReason).HasMaxLength(20);
            builder.HasIndex(v => new { v.PlanId, v.Number }).IsUnique();
        }
    }
}

/// <summary>帮扶措施 of one version: what, who answers for it, by when, done on which day.</summary>
public sealed class HelpMeasure
{
    public required Guid Id { get; init; }

    public required Guid VersionId { get; init; }

    public required int Line { get; init; }

    /// <summary>The same through all versions of the measure.</summary>
    public required Guid Origin { get; init; }

    /// <summary>A key of <see cref="HelpKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Sealed.</summary>
    public required byte[] What { get; init; }

    /// <summary>Who answers for it: a visitor, or else <see cref="Body"/>.</summary>
    public Guid? VisitorId { get; init; }

    /// <summary>Sealed: a body or a person that is no visitor.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The last day on which it is in time.</summary>
    public required DateOnly By { get; init; }

    public DateOnly? DoneOn { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<HelpMeasure>
    {
        public void Configure(EntityTypeBuilder<HelpMeasure> builder)
        {
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.Kind).HasMaxLength(40);
            builder.HasIndex(m => new { m.VersionId, m.Line }).IsUnique();
        }
    }
}
