using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tanfang.Policy;

namespace Tanfang.Registry;

public enum ProposalState
{
    Waiting = 0,
    Accepted = 1,
    Dismissed = 2,

    /// <summary>Whoever proposed it says something else now.</summary>
    Withdrawn = 3,
}

/// <summary>
/// 变更建议 (change): what somebody in the field found different from the file. The desk accepts it or not; nothing found in the field
/// edits a file by itself.
/// </summary>
public sealed class ProposedChange
{
    /// <summary>The fact that comes of it has the same id, so that accepting twice is accepting once.</summary>
    public required Guid Id { get; init; }

    public required Guid ElderId { get; init; }

    /// <summary>The dated fact; null = the household's rows (section two), to be changed on their own page.</summary>
    public FactKind? Kind { get; init; }

    public required DateOnly On { get; init; }

    /// <summary>Category or reason of leaving.</summary>
    public string? Key { get; init; }

    /// <summary>Where it comes from, in words: 摸底排查.</summary>
    public required string Source { get; init; }

    /// <summary>The record it comes from; what that record proposes anew takes the place of what it proposed before.</summary>
    public required Guid OriginId { get; init; }

    /// <summary>Sealed under the elder's key: what was found, in free words.</summary>
    public byte[]? Words { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    public required string ProposedBy { get; init; }

    public ProposalState State { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? DecidedBy { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ProposedChange>
    {
        public void Configure(EntityTypeBuilder<ProposedChange> builder)
        {
            builder.Property(p => p.Id).ValueGeneratedNever();
            builder.Property(p => p.Key).HasMaxLength(60);
            builder.Property(p => p.Source).HasMaxLength(60);
            builder.Property(p => p.ProposedBy).HasMaxLength(60);
            builder.Property(p => p.DecidedBy).HasMaxLength(60);
            builder.HasIndex(p => p.OriginId);
            builder.HasIndex(p => p.ElderId);
            builder.HasIndex(p => p.State);
        }
    }
}
