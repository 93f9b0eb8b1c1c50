using Tanfang.Policy;

namespace Tanfang.Policies;

/// <summary>The policy library's codes in the words of a reader.</summary>
public static class PolicyWords
{
    private static readonly (Modes Mode, string Word)[] Words =
    [
        (Modes.OnSite, "上门"),
        (Modes.Phone, "电话"),
        (Modes.Video, "音视频"),
        (Modes.Remote, "远程监测"),
        (Modes.Other, "其他"),
    ];

    /// <summary>上门、电话 …; 不限方式 for all of them.</summary>
    public static string Ways(Modes modes) =>
        modes == Modes.Any ? "方式不限"
        : modes == Modes.None ? "即时处置"
        : string.Join('、', Words.Where(w => modes.HasFlag(w.Mode)).Select(w => w.Word));

    /// <summary>每周至少 1 次; 时段内至少 1 次; 立即; 关注.</summary>
    public static string HowOften(RuleKind kind, Cadence? cadence) =>
        cadence is { } often ? $"{Period(often.Every)}至少 {often.AtLeast} 次"
        : kind == RuleKind.Immediate ? "立即"
        : kind == RuleKind.Attention ? "关注（未定次数）"
        : "按个人频次";

    public static string Period(Every every) =>
        every switch
        {
            Every.Day => "每天",
            Every.Week => "每周",
            Every.Month => "每月",
            Every.Quarter => "每季度",
            _ => "时段内",
        };

    public static string Kind(RuleKind kind) =>
        kind switch
        {
            RuleKind.Cadence => "定期",
            RuleKind.Extra => "特殊时段加访",
            RuleKind.Immediate => "即时",
            _ => "关注",
        };

    /// <summary>重点 and 一般 of a document with tiers; null without.</summary>
    public static string? Tier(string? tier) =>
        tier switch
        {
            null => null,
            "key" => "重点",
            "general" => "一般",
            _ => tier,
        };

    /// <summary>2022-09-27 起，未载明止期.</summary>
    public static string Validity(DayRange range) =>
        range.Until == DateOnly.MaxValue
            ? $"{range.From:yyyy-MM-dd} 起，未载明止期"
            : $"{range.From:yyyy-MM-dd} 至 {range.LastDay:yyyy-MM-dd}";
}
