using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Visits;

/// <summary>一式两份 (备注 of the form): for whose archive a copy is. The numbers stand in the codes on paper.</summary>
public enum CopyFor
{
    County = 1,
    Township = 2,
}

/// <summary>Where a copy is on its way.</summary>
public enum CopyState
{
    Printed = 0,
    Signed = 1,

    /// <summary>In the archive it is meant for.</summary>
    Received = 2,
    Missing = 3,

    /// <summary>补打: another one was printed in its place.</summary>
    Replaced = 4,
}

/// <summary>One of the two copies of a sheet; State… repeats the newest <see cref="CopyEvent"/> for lists.</summary>
public sealed class SheetCopy
{
    public required Guid SheetId { get; init; }

    public required CopyFor Copy { get; init; }

    public CopyState State { get; set; }

    public required DateOnly StateOn { get; set; }

    /// <summary>Who received it.</summary>
    public string? ReceivedBy { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<SheetCopy>
    {
        public void Configure(EntityTypeBuilder<SheetCopy> builder)
        {
            builder.HasKey(c => new { c.SheetId, c.Copy });
            builder.Property(c => c.ReceivedBy).HasMaxLength(CopyEvent.LongestName);
            builder.HasIndex(c => new { c.State, c.SheetId });
        }
    }
}

/// <summary>What happened to a copy, and who said so. Only ever added.</summary>
public sealed class CopyEvent
{
    public const int LongestName = 30;

    public required Guid Id { get; init; }

    public required Guid SheetId { get; init; }

    public required CopyFor Copy { get; init; }

    public required CopyState State { get; init; }

    /// <summary>The China day on which it happened, as told.</summary>
    public required DateOnly On { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }

    /// <summary>Who received it.</summary>
    public string? ReceivedBy { get; init; }

    /// <summary>Why it is missing: lost, damaged, mistaken, notReturned.</summary>
    public string? Reason { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CopyEvent>
    {
        public void Configure(EntityTypeBuilder<CopyEvent> builder)
        {
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.RecordedBy).HasMaxLength(60);
            builder.Property(e => e.ReceivedBy).HasMaxLength(LongestName);
            builder.Property(e => e.Reason).HasMaxLength(20);
            builder.HasIndex(e => new { e.SheetId, e.Copy });
            builder.HasIndex(e => new { e.RecordedBy, e.RecordedAt });
        }
    }
}

/// <summary>The words for copies.</summary>
public static class CopyWords
{
    public static IReadOnlyList<(string Code, string Word)> Reasons { get; } =
    [("lost", "遗失"), ("damaged", "损坏、污损"), ("mistaken", "填写有误作废"), ("notReturned", "未收回")];

    /// <summary>As it stands at the head of the paper.</summary>
    public static string Of(CopyFor copy) => copy == CopyFor.County ? "县级民政部门存" : "乡镇(街道)存";

    public static string Of(CopyState state, CopyFor copy) =>
        state switch
        {
            CopyState.Printed => "已打印",
            CopyState.Signed => "已签字",
            CopyState.Received => copy == CopyFor.County ? "县级民政部门已收存" : "乡镇（街道）已收存",
            CopyState.Missing => "缺失",
            _ => "已补打",
        };

    public static string Badge(CopyState state) =>
        state switch
        {
            CopyState.Received => "badge-done",
            CopyState.Missing => "badge-bad",
            CopyState.Replaced => "badge-off",
            _ => "badge-due",
        };

    public static string Reason(string? code) => Reasons.FirstOrDefault(r => r.Code == code).Word ?? "";
}
