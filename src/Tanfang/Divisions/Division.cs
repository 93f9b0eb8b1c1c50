using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Divisions;

/// <summary>行政区划的层级, from the province (1) to the village (5).</summary>
public enum DivisionLevel
{
    Province = 1,
    City = 2,
    County = 3,
    Township = 4,
    Village = 5,
}

/// <summary>
/// 行政区划: a province, city, county, township or village. The code is an attribute that may be withdrawn, reused
/// or changed; people and figures refer to <see cref="Id"/>. The ancestors stand on the row, so that "everything below X" is one
/// comparison on either store.
/// </summary>
public sealed class Division
{
    /// <summary>Surrogate key. For the shipped divisions the row's number in the national file.</summary>
    public int Id { get; init; }

    /// <summary>The statistical code (2, 4, 6, 9 or 12 digits). Unique among divisions valid on the same day.</summary>
    public required string Code { get; set; }

    public required string Name { get; set; }

    public DivisionLevel Level { get; init; }

    /// <summary>The division one level up; null for a province.</summary>
    public int? ParentId { get; set; }

    public int ProvinceId { get; set; }

    /// <summary>Own id at level 2; null above.</summary>
    public int? CityId { get; set; }

    public int? CountyId { get; set; }

    public int? TownshipId { get; set; }

    /// <summary>First day of validity, inclusive; null = before records begin.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>First day on which it is no longer valid (exclusive); null = still valid.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>Where its people went when it was withdrawn.</summary>
    public int? MergedIntoId { get; set; }

    public bool IsValidOn(DateOnly day) =>
        (ValidFrom is not { } from || from <= day) && (ValidUntil is not { } until || day < until);

    internal sealed class Mapping : IEntityTypeConfiguration<Division>
    {
        public void Configure(EntityTypeBuilder<Division> builder)
        {
            builder.Property(d => d.Id).ValueGeneratedNever();
            builder.Property(d => d.Code).HasMaxLength(12);
            builder.Property(d => d.Name).HasMaxLength(80);
            builder.HasIndex(d => d.Code);
            builder.HasIndex(d => d.ParentId);
            builder.HasIndex(d => d.CountyId);
            builder.HasIndex(d => d.Name);
        }
    }
}
