using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Divisions;

/// <summary>What happens to divisions.</summary>
public enum ChangeKind
{
    /// <summary>合并: several become one, an existing or a new one.</summary>
    Merge = 1,

    /// <summary>拆分: one becomes several; each person is told which.</summary>
    Split = 2,

    /// <summary>更名: the same place under another name.</summary>
    Rename = 3,

    /// <summary>改变隶属: villages go under another township, an existing or a new one.</summary>
    Move = 4,

    /// <summary>改代码: the same place under another official code.</summary>
    Recode = 5,

    /// <summary>撤村改居: the village ends, a community begins; its people are no longer rural.</summary>
    Convert = 6,

    /// <summary>撤销: it ends and nobody lives there.</summary>
    Withdraw = 7,

    /// <summary>恢复: what was withdrawn is there again. Only as the reverse of a withdrawal.</summary>
    Restore = 8,
}

public enum ChangeState
{
    Draft = 0,
    Planned = 1,
    Effective = 2,
    Cancelled = 3,
}

/// <summary>
/// 区划变更: from a day on, by order of a document. A draft while somebody fills in the wizard; planned until its day; then
/// effective. Nothing is deleted: what was wrong is undone by a reverse change.
/// </summary>
public sealed class DivisionChange
{
    public required Guid Id { get; init; }

    public required ChangeKind Kind { get; init; }

    public ChangeState State { get; set; }

    /// <summary>First day of the new tree, inclusive.</summary>
    public DateOnly? On { get; set; }

    /// <summary>The document that orders it.</summary>
    public string? DocumentTitle { get; set; }

    public string? DocumentNumber { get; set; }

    public DateOnly? DocumentOn { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset? ConfirmedAt { get; set; }

    public string? ConfirmedBy { get; set; }

    public DateTimeOffset? EffectiveAt { get; set; }

    /// <summary>How many people went over.</summary>
    public int People { get; set; }

    /// <summary>Why a planned change could not take effect on its day.</summary>
    public string? Problem { get; set; }

    /// <summary>The change that this one reverses.</summary>
    public Guid? UndoesId { get; init; }

    public int Version { get; set; } = 1;

    internal sealed class Mapping : IEntityTypeConfiguration<DivisionChange>
    {
        public void Configure(EntityTypeBuilder<DivisionChange> builder)
        {
            builder.ToTable("division_changes");
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.DocumentTitle).HasMaxLength(200);
            builder.Property(c => c.DocumentNumber).HasMaxLength(60);
            builder.Property(c => c.CreatedBy).HasMaxLength(60);
            builder.Property(c => c.ConfirmedBy).HasMaxLength(60);
            builder.Property(c => c.Problem).HasMaxLength(400);
            builder.Property(c => c.Version).IsConcurrencyToken();
            builder.HasIndex(c => new { c.State, c.On });
        }
    }
}

public enum PartRole
{
    Source = 0,
    Target = 1,
}

/// <summary>A division that a change concerns: one that there is (source, or target that stays), or one that is made.</summary>
public sealed class DivisionChangePart
{
    public required Guid Id { get; init; }

    public required Guid ChangeId { get; init; }

    public required PartRole Role { get; init; }

    public required int Ordinal { get; set; }

    /// <summary>Null for a target until it is made.</summary>
    public int? DivisionId { get; set; }

    /// <summary>True for a target that the change makes.</summary>
    public bool IsNew { get; init; }

    /// <summary>Of a source as it was called before; of a target as it is called from the day on.</summary>
    public string? Name { get; set; }

    public string? Code { get; set; }

    /// <summary>Of a new target: what it lies under. Null = as the source.</summary>
    public int? ParentId { get; set; }

    /// <summary>Of a source that goes under another township: its code there.</summary>
    public string? NewCode { get; set; }

    /// <summary>Of a target of a split: the groups and doors that belong to it (1-3组，5组1-20号).</summary>
    public string? Groups { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<DivisionChangePart>
    {
        public void Configure(EntityTypeBuilder<DivisionChangePart> builder)
        {
            builder.ToTable("division_change_parts");
            builder.Property(p => p.Id).ValueGeneratedNever();
            builder.Property(p => p.Name).HasMaxLength(80);
            builder.Property(p => p.Code).HasMaxLength(12);
            builder.Property(p => p.NewCode).HasMaxLength(12);
            builder.Property(p => p.Groups).HasMaxLength(200);
            builder.HasIndex(p => p.ChangeId);
            builder.HasIndex(p => p.DivisionId);
        }
    }
}

/// <summary>Somebody's way through a change: to which target, and where from. Ids only.</summary>
public sealed class DivisionChangePerson
{
    public required Guid ChangeId { get; init; }

    public required Guid ElderId { get; init; }

    /// <summary>The target.</summary>
    public required Guid PartId { get; set; }

    /// <summary>Where the person lived before; written when the change takes effect.</summary>
    public int? FromDivisionId { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<DivisionChangePerson>
    {
        public void Configure(EntityTypeBuilder<DivisionChangePerson> builder)
        {
            builder.ToTable("division_change_people");
            builder.HasKey(p => new { p.ChangeId, p.ElderId });
            builder.HasIndex(p => p.ElderId);
        }
    }
}
