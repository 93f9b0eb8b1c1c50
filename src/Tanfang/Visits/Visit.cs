using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Visits;

/// <summary>
/// 探访: one visit, or one attempt (未遇) that met nobody. Append-only: a correction is a new row that names the old one and keeps its
/// ordinal. Only what closes a row (replaced, voided) is ever written to it again.
/// </summary>
public sealed class Visit
{
    /// <summary>UUIDv7 made by whoever recorded it.</summary>
    public required Guid Id { get; init; }

    public required Guid ElderId { get; init; }

    /// <summary>True for an attempt; it never counts as a visit made.</summary>
    public required bool IsAttempt { get; init; }

    /// <summary>第 n 次开展探访, given on acceptance, never shifts; null for an attempt.</summary>
    public int? Ordinal { get; init; }

    /// <summary>The China day of the visit; it decides.</summary>
    public required DateOnly HappenedOn { get; init; }

    public DateTimeOffset? HappenedAt { get; init; }

    /// <summary>When it was entered on the device or at the desk, by the corrected device clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>By how many seconds the device's clock was behind; 0 when it was about right. The times above are mended by it.</summary>
    public int DeviceOffsetSeconds { get; init; }

    /// <summary>When the server accepted it: from then on it is known.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required string FormVersion { get; init; }

    /// <summary>The record this one corrects.</summary>
    public Guid? CorrectsId { get; init; }

    /// <summary>Known until: a correction took its place, or it was voided.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>The correction that took its place; null when voided.</summary>
    public Guid? ReplacedById { get; set; }

    public string? VoidReason { get; set; }

    public string? ClosedBy { get; set; }

    /// <summary>探访方式; None for an attempt.</summary>
    public required Modes Mode { get; init; }

    /// <summary>True when it counts as a visit made: somebody was met, something was answered, a visitor is named.</summary>
    public required bool Counts { get; init; }

    /// <summary>notAtHome, noAnswer, inHospital, refused, movedAway or died: what an attempt found.</summary>
    public string? AttemptResult { get; init; }

    /// <summary>安全情况: safe, fairlySafe, unsafe; never carried over; null when not answered.</summary>
    public string? Gas { get; init; }

    public string? Water { get; init; }

    public string? Electricity { get; init; }

    /// <summary>The eight items that know 无变化, ticks and resolved states: coded JSON, see <see cref="StatusCode"/>.</summary>
    public required string Answers { get; init; }

    /// <summary>The visit against which 无变化 was resolved: the one that was shown.</summary>
    public Guid? BasisId { get; init; }

    /// <summary>Codes of 服务需求 between bars.</summary>
    public string Needs { get; init; } = "";

    /// <summary>Who visited, by name, in the order of signing.</summary>
    public required string Visitors { get; init; }

    /// <summary>Sealed: what was written in free words and the signatures (JSON, see <see cref="VisitWords"/>).</summary>
    public byte[]? Words { get; init; }

    /// <summary>Sealed: the record's bytes as received.</summary>
    public required byte[] Raw { get; init; }

    public required string EnteredBy { get; init; }

    /// <summary>paper: entered from a paper form. Null: on the phone or at the desk.</summary>
    public string? EnteredFrom { get; init; }

    /// <summary>Neither corrected nor voided.</summary>
    public bool IsOpen => ClosedAt is null;

    /// <summary>补录: entered later than the day after. A correction is not late; what it corrects may have been.</summary>
    public bool IsLate => LateBy > 0;

    /// <summary>Days between the visit and its entry, when it was entered late; else 0.</summary>
    public int LateBy => CorrectsId is null ? DaysLate(HappenedOn, RecordedAt) : 0;

    /// <summary>Days from a visit to its entry; 0 when it was entered by the day after.</summary>
    public static int DaysLate(DateOnly happenedOn, DateTimeOffset recordedAt) =>
        Shared.ChinaTime.DayOf(recordedAt).DayNumber - happenedOn.DayNumber is var days and > 1 ? days : 0;

    /// <summary>What takes its place is known after it, even within one millisecond: the order of knowing decides.</summary>
    public DateTimeOffset KnownAfter(DateTimeOffset now) => now > ReceivedAt ? now : ReceivedAt.AddMilliseconds(1);

    /// <summary>Closes it in favour of its correction. It stays as it was recorded.</summary>
    public void ReplaceWith(Visit correction, Actor by)
    {
        ClosedAt = correction.ReceivedAt;
        ReplacedById = correction.Id;
        ClosedBy = by.Id;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Visit>
    {
        public void Configure(EntityTypeBuilder<Visit> builder)
        {
            builder.Property(v => v.Id).ValueGeneratedNever();
            builder.Ignore(v => v.IsOpen);
            builder.Ignore(v => v.IsLate);
            builder.Ignore(v => v.LateBy);
            builder.Property(v => v.FormVersion).HasMaxLength(20);
            builder.Property(v => v.AttemptResult).HasMaxLength(20);
            builder.Property(v => v.Gas).HasMaxLength(12);
            builder.Property(v => v.Water).HasMaxLength(12);
            builder.Property(v => v.Electricity).HasMaxLength(12);
            builder.Property(v => v.Visitors).HasMaxLength(200);
            builder.Property(v => v.VoidReason).HasMaxLength(200);
            builder.Property(v => v.ClosedBy).HasMaxLength(60);
            builder.Property(v => v.EnteredBy).HasMaxLength(60);
            builder.Property(v => v.EnteredFrom).HasMaxLength(10);
            builder.HasIndex(v => new { v.ElderId, v.HappenedOn });
            builder.HasIndex(v => v.CorrectsId).IsUnique();
            // 第 n 次 is given once; a correction repeats it.
            builder.HasIndex(v => new { v.ElderId, v.Ordinal }).IsUnique().HasFilter("corrects_id is null");
            builder.HasIndex(v => v.ReceivedAt);
        }
    }
}
