using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tanfang.Policy;

namespace Tanfang.Obligations;

/// <summary>What has become of an obligation. The order is the one in which lists show them.</summary>
public enum ObligationState
{
    Due = 0,
    Fulfilled = 1,
    Missed = 2,
    Excused = 3,
    Withdrawn = 4,
}

/// <summary>
/// 应访: one row elder × rule × occasion × period. While the period is open the row may change; once it has ended
/// it only gains outcomes. The State… columns repeat the newest outcome for lists.
/// </summary>
public sealed class Obligation
{
    public required Guid Id { get; init; }

    public required Guid ElderId { get; init; }

    /// <summary>packId/ruleKey, for example changzhi-2023-38/key.</summary>
    public required string Rule { get; init; }

    /// <summary>Empty for a cadence; the window's key for an extra.</summary>
    public required string Occasion { get; init; }

    /// <summary>Calendar start of the period; with elder, rule and occasion the unique key.</summary>
    public required DateOnly PeriodFrom { get; init; }

    /// <summary>First day that counts, inclusive (later than <see cref="PeriodFrom"/> when the duty began inside the period).</summary>
    public required DateOnly From { get; set; }

    /// <summary>End of the period, exclusive; due on the day before.</summary>
    public required DateOnly Until { get; set; }

    public required Every Every { get; init; }

    public required int AtLeast { get; set; }

    /// <summary>Modes that fulfil it, outside a substitution.</summary>
    public required Modes Modes { get; set; }

    /// <summary>True when the rule counts for the 月探访率.</summary>
    public required bool MonthlyRate { get; init; }

    /// <summary>Division whose figures carry it; frozen at the end of the period.</summary>
    public required int CountedInId { get; set; }

    public required DateTimeOffset OpenedAt { get; init; }

    public ObligationState State { get; set; }

    /// <summary>Why it was excused or withdrawn (a stable code such as left:died).</summary>
    public string? StateWhy { get; set; }

    public Guid? StateVisitId { get; set; }

    /// <summary>The day of the visit that fulfilled it.</summary>
    public DateOnly? StateOn { get; set; }

    public DateTimeOffset? StateAt { get; set; }

    /// <summary>Fulfilled with at least one of the counting visits on site.</summary>
    public bool StateOnSite { get; set; }

    /// <summary>Fulfilled only because a substitution widened the modes (封控期间远程代替).</summary>
    public bool StateSubstituted { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Obligation>
    {
        public void Configure(EntityTypeBuilder<Obligation> builder)
        {
            builder.Property(o => o.Id).ValueGeneratedNever();
            builder.Property(o => o.Rule).HasMaxLength(80);
            builder.Property(o => o.Occasion).HasMaxLength(60);
            builder.Property(o => o.StateWhy).HasMaxLength(40);
            builder
                .HasIndex(o => new
                {
                    o.ElderId,
                    o.Rule,
                    o.Occasion,
                    o.PeriodFrom,
                })
                .IsUnique();
            builder.HasIndex(o => new { o.ElderId, o.Until });
            builder.HasIndex(o => new { o.State, o.Until });
            builder.HasIndex(o => new
            {
                o.MonthlyRate,
                o.PeriodFrom,
                o.CountedInId,
            });
        }
    }
}
