using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Access;

/// <summary>What kind of body somebody works for.</summary>
public enum OrganisationKind
{
    CountyBureau = 1,
    Township = 2,
    Village = 3,
    Provider = 4,
    Volunteers = 5,
    Inspection = 6,
    Superior = 7,
}

/// <summary>机构: where accounts belong.</summary>
public sealed class Organisation
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    public required OrganisationKind Kind { get; set; }

    public required int DivisionId { get; init; }

    /// <summary>值班电话 of the office, as visitors call it in an emergency; null = none given.</summary>
    public string? DutyPhone { get; set; }

    public static string Word(OrganisationKind kind) =>
        kind switch
        {
            OrganisationKind.CountyBureau => "县级民政部门",
            OrganisationKind.Township => "乡镇（街道）",
            OrganisationKind.Village => "村（社区）",
            OrganisationKind.Provider => "养老服务机构",
            OrganisationKind.Volunteers => "志愿服务组织",
            OrganisationKind.Inspection => "检查机构",
            OrganisationKind.Superior => "市、省级部门",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    internal sealed class Mapping : IEntityTypeConfiguration<Organisation>
    {
        public void Configure(EntityTypeBuilder<Organisation> builder)
        {
            builder.ToTable("organisations");
            builder.Property(o => o.Id).ValueGeneratedNever();
            builder.Property(o => o.Name).HasMaxLength(80);
            builder.Property(o => o.DutyPhone).HasMaxLength(30);
            builder.HasIndex(o => new { o.DivisionId, o.Name }).IsUnique();
        }
    }
}
