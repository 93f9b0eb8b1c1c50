using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Registry;

/// <summary>确认无误: somebody compared the file with the person on a day and found it right. Append-only.</summary>
public sealed class FileConfirmation
{
    public required Guid Id { get; init; }

    public required Guid ElderId { get; init; }

    /// <summary>The China day of the comparison.</summary>
    public required DateOnly On { get; init; }

    /// <summary>desk (确认无误 on the elder's page) or screening (an answer of a round).</summary>
    public required string Source { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<FileConfirmation>
    {
        public void Configure(EntityTypeBuilder<FileConfirmation> builder)
        {
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.Source).HasMaxLength(20);
            builder.Property(c => c.RecordedBy).HasMaxLength(60);
            builder.HasIndex(c => new { c.ElderId, c.On });
        }
    }
}
