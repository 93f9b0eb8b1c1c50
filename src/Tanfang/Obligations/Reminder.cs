using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Obligations;

/// <summary>By which way somebody was reminded; nothing is sent by this program.</summary>
public enum ReminderWay
{
    Printed = 0,
    Message = 1,
    Spoken = 2,
}

/// <summary>催办: who reminded which responsible person of how many people, when. Counts and ids only, nobody's name of those to be visited.</summary>
public sealed class Reminder
{
    public required Guid Id { get; init; }

    /// <summary>The key of the form: sent twice it is one act.</summary>
    public required Guid Act { get; init; }

    /// <summary>0, 1, 2 … within the act.</summary>
    public required int Line { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    /// <summary>Who was reminded; null = people for whom nobody is responsible.</summary>
    public Guid? VisitorId { get; init; }

    public required ReminderWay Way { get; init; }

    /// <summary>Due within so many days were in it.</summary>
    public required int Days { get; init; }

    public required int Overdue { get; init; }

    public required int DueSoon { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Reminder>
    {
        public void Configure(EntityTypeBuilder<Reminder> builder)
        {
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.Property(r => r.ActorId).HasMaxLength(60);
            builder.Property(r => r.ActorName).HasMaxLength(60);
            builder.HasIndex(r => new { r.Act, r.Line }).IsUnique();
            builder.HasIndex(r => r.At);
            builder.HasIndex(r => new { r.VisitorId, r.At });
        }
    }
}
