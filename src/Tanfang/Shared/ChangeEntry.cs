using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Shared;

/// <summary>What happened: who did what to which record, when. Appended in the same save as the act. Ids and codes only, no personal data.</summary>
public sealed class ChangeEntry
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string ActorId { get; init; }

    /// <summary>Verb and noun, for example elder.enrolled, visit.voided.</summary>
    public required string Action { get; init; }

    public required string SubjectId { get; init; }

    /// <summary>Codes that explain it (a reason's code, a count); never words about a person.</summary>
    public string? Detail { get; init; }

    /// <summary>The batch of the audit chain that holds it (docs/adr/0017); null until it is sealed, then never changed.</summary>
    public long? Batch { get; private set; }

    public static ChangeEntry Of(Actor actor, TimeProvider clock, string action, string subject, string? detail = null)
    {
        var now = clock.Now();
        return new ChangeEntry
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            ActorId = actor.Id,
            Action = action,
            SubjectId = subject,
            Detail = detail,
        };
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ChangeEntry>
    {
        public void Configure(EntityTypeBuilder<ChangeEntry> builder)
        {
            builder.ToTable("changes");
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.ActorId).HasMaxLength(60);
            builder.Property(c => c.Action).HasMaxLength(60);
            builder.Property(c => c.SubjectId).HasMaxLength(60);
            builder.Property(c => c.Detail).HasMaxLength(200);
            builder.HasIndex(c => c.SubjectId);
            builder.HasIndex(c => c.At);
            // The few that wait to be sealed are found without looking at the many that are.
            builder.HasIndex(c => c.Id).HasFilter("batch is null");
        }
    }
}
