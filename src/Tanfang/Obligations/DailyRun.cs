using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Obligations;

/// <summary>
/// The run that opens and ends obligations, one per China day. Whoever inserts the row of the day has claimed it; a row
/// without <see cref="FinishedAt"/> is taken up again, and running twice changes nothing.
/// </summary>
public sealed class DailyRun
{
    public required DateOnly Day { get; init; }

    public required DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public int Elders { get; set; }

    public int Opened { get; set; }

    public int Outcomes { get; set; }

    /// <summary>What went wrong in the last attempt, without personal data.</summary>
    public string? Problem { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<DailyRun>
    {
        public void Configure(EntityTypeBuilder<DailyRun> builder)
        {
            builder.HasKey(r => r.Day);
            builder.Property(r => r.Problem).HasMaxLength(400);
        }
    }
}
