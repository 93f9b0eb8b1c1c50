using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tanfang.Data;
using Tanfang.Registry;

namespace Tanfang.Doors;

/// <summary>门牌来讯: what somebody at a door said, without a name. That all is well is kept as it came; that somebody should look waits for an answer.</summary>
public sealed class DoorNote
{
    /// <summary>The longest that is taken of a passer-by.</summary>
    public const int LongestWords = 200;

    public const int LongestAnswer = 500;

    public required Guid Id { get; init; }

    public required Guid CardId { get; init; }

    /// <summary>The file of the card.</summary>
    public required Guid ElderId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>需要有人来看看; false: 一切正常.</summary>
    public required bool NeedsLook { get; init; }

    /// <summary>Sealed under the elder's key; null when nothing was written.</summary>
    public byte[]? Words { get; set; }

    /// <summary>Who looked, and when; never without <see cref="Answer"/>.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    public string? AnsweredBy { get; set; }

    /// <summary>Sealed under the elder's key: what was found or done.</summary>
    public byte[]? Answer { get; set; }

    public bool IsWaiting => NeedsLook && AnsweredAt is null;

    internal sealed class Mapping : IEntityTypeConfiguration<DoorNote>
    {
        public void Configure(EntityTypeBuilder<DoorNote> builder)
        {
            builder.Property(n => n.Id).ValueGeneratedNever();
            builder.Property(n => n.AnsweredBy).HasMaxLength(60);
            builder.Ignore(n => n.IsWaiting);
            builder.HasIndex(n => new { n.ElderId, n.At });
            builder.HasIndex(n => new { n.CardId, n.At });
            // The few that wait are found without looking at the many that are answered.
            builder.HasIndex(n => n.At).HasFilter("needs_look and answered_at is null");
        }
    }
}

/// <summary>What is sealed of a note; the only place that spells its places.</summary>
public static class DoorSeals
{
    public static byte[]? CloseWords(Seal seal, Guid note, string? words) =>
        seal.Close("door_notes", "words", note, words);

    public static string? OpenWords(Seal seal, DoorNote note) => seal.Open("door_notes", "words", note.Id, note.Words);

    public static byte[]? CloseAnswer(Seal seal, Guid note, string? answer) =>
        seal.Close("door_notes", "answer", note, answer);

    public static string? OpenAnswer(Seal seal, DoorNote note) =>
        seal.Open("door_notes", "answer", note.Id, note.Answer);
}
