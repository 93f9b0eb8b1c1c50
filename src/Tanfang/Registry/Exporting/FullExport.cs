using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tanfang.Registry.Browsing;

namespace Tanfang.Registry.Exporting;

/// <summary>How far a wish for a whole list has come.</summary>
public enum ExportState
{
    Asked = 1,
    Approved = 2,
    Refused = 3,
}

/// <summary>完整导出: one wish to take many people out whole. Who asked, what for, who else agreed, and each time it was fetched.</summary>
public sealed class FullExport
{
    /// <summary>ASVS 2.4.1: more people than one piece of work needs. A larger list is asked for place by place.</summary>
    public const int MostPeople = 2000;

    /// <summary>A wish nobody answered lapses.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromDays(7);

    /// <summary>Once approved, it is fetched within this or asked for anew.</summary>
    public static readonly TimeSpan FetchWithin = TimeSpan.FromHours(24);

    public required Guid Id { get; init; }

    public required string AskedBy { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Whose people: the division with everything below it.</summary>
    public required int DivisionId { get; init; }

    public string? Category { get; init; }

    /// <summary>As the list of elders spells it; null = 在册.</summary>
    public string? State { get; init; }

    public string? Responsible { get; init; }

    /// <summary>Code of a purpose of the short list.</summary>
    public required string Purpose { get; init; }

    /// <summary>What it is needed for, in the asker's words; nothing about a person.</summary>
    public required string Words { get; init; }

    /// <summary>How many people it was when asked.</summary>
    public required int People { get; init; }

    public ExportState Answer { get; set; } = ExportState.Asked;

    public string? AnsweredBy { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>How often it was fetched.</summary>
    public int Fetched { get; set; }

    public ElderFilter Filter =>
        new()
        {
            DivisionId = DivisionId,
            Category = Category,
            State = State,
            Responsible = Responsible,
        };

    /// <summary>Whether it still waits for an answer.</summary>
    public bool WaitsAt(DateTimeOffset now) => Answer == ExportState.Asked && now < AskedAt + AnswerWithin;

    /// <summary>Whether it may be fetched.</summary>
    public bool HoldsAt(DateTimeOffset now) => Answer == ExportState.Approved && now < AnsweredAt + FetchWithin;

    internal sealed class Mapping : IEntityTypeConfiguration<FullExport>
    {
        public void Configure(EntityTypeBuilder<FullExport> builder)
        {
            builder.ToTable("full_exports");
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.AskedBy).HasMaxLength(60);
            builder.Property(e => e.Category).HasMaxLength(60);
            builder.Property(e => e.State).HasMaxLength(20);
            builder.Property(e => e.Responsible).HasMaxLength(20);
            builder.Property(e => e.Purpose).HasMaxLength(20);
            builder.Property(e => e.Words).HasMaxLength(200);
            builder.Property(e => e.AnsweredBy).HasMaxLength(60);
            builder.Ignore(e => e.Filter);
            builder.HasIndex(e => e.DivisionId);
        }
    }
}
