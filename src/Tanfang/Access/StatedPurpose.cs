using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Access;

/// <summary>检查事由: what an inspector reads people for, said before the first of them is opened and good for one working day.</summary>
public sealed class StatedPurpose
{
    public static readonly TimeSpan Holds = TimeSpan.FromHours(8);

    /// <summary>The kinds of inspection, with their codes.</summary>
    public static IReadOnlyList<(string Code, string Word)> Kinds { get; } =
    [("spotCheck", "随机抽查"), ("special", "专项督查"), ("appraisal", "年度考评"), ("complaint", "信访、投诉核实")];

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required string Kind { get; init; }

    /// <summary>The inspection's name or document; nothing about a person.</summary>
    public required string Words { get; init; }

    public required DateTimeOffset StatedAt { get; init; }

    /// <summary>Exclusive.</summary>
    public required DateTimeOffset Until { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<StatedPurpose>
    {
        public void Configure(EntityTypeBuilder<StatedPurpose> builder)
        {
            builder.ToTable("stated_purposes");
            builder.Property(p => p.Id).ValueGeneratedNever();
            builder.Property(p => p.Kind).HasMaxLength(20);
            builder.Property(p => p.Words).HasMaxLength(100);
            builder.HasIndex(p => new { p.AccountId, p.Until });
        }
    }
}
