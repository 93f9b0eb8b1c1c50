using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Registry;

/// <summary>是否为低保对象/特困人员: the column of section two, kept as which of the two.</summary>
public enum Assistance
{
    NotAsked = 0,
    None = 1,
    MinimumLiving = 2,
    ExtremelyPoor = 3,
}

/// <summary>家庭成员: one row of section two. The elder is always a row; row 0 is 户主.</summary>
public sealed class HouseholdMember
{
    public required Guid Id { get; init; }

    public required Guid HouseholdId { get; set; }

    /// <summary>0 = 户主, then 1, 2, … in the order of the form.</summary>
    public int Position { get; set; }

    /// <summary>Set when this member is an elder of the registry.</summary>
    public Guid? ElderId { get; set; }

    /// <summary>Whose key seals this row: an elder of the household.</summary>
    public required Guid SealedFor { get; set; }

    public required string Name { get; set; }

    public Sex Sex { get; set; }

    /// <summary>Sealed 公民身份号码.</summary>
    public byte[]? IdNumber { get; set; }

    /// <summary>与户主关系.</summary>
    public string? Relation { get; set; }

    /// <summary>Sealed 健康状况.</summary>
    public byte[]? Health { get; set; }

    public Assistance Assistance { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<HouseholdMember>
    {
        public void Configure(EntityTypeBuilder<HouseholdMember> builder)
        {
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.Name).HasMaxLength(50);
            builder.Property(m => m.Relation).HasMaxLength(20);
            builder.HasIndex(m => new { m.HouseholdId, m.Position });
            builder.HasIndex(m => m.ElderId);
            builder.HasIndex(m => m.SealedFor);
        }
    }
}
