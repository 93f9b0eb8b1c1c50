using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Workforce;

/// <summary>
/// 请假代访: a visitor is away from day to day, and another one then also sees and visits their people. Who is responsible does not change, and no figure
/// does; when the days are over nobody has to take anything back.
/// </summary>
public sealed class Leave
{
    public required Guid Id { get; init; }

    /// <summary>Who is away.</summary>
    public required Guid VisitorId { get; init; }

    public required Guid StandInId { get; init; }

    /// <summary>Inclusive.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Exclusive. The same as <see cref="From"/>: called off before it began.</summary>
    public required DateOnly Until { get; set; }

    public required DateTimeOffset RecordedAt { get; init; }

    public bool IsCalledOff => Until <= From;

    internal sealed class Mapping : IEntityTypeConfiguration<Leave>
    {
        public void Configure(EntityTypeBuilder<Leave> builder)
        {
            builder.Property(l => l.Id).ValueGeneratedNever();
            builder.Ignore(l => l.IsCalledOff);
            builder.HasIndex(l => new { l.VisitorId, l.From });
            builder.HasIndex(l => new { l.StandInId, l.From });
        }
    }
}
