using Tanfang.Registry;

namespace Tanfang.Privacy.Retaining;

/// <summary>How long something is kept, and who says so.</summary>
/// <param name="Key">died, moved, institution or other: why the person left; or the kind of record.</param>
/// <param name="Years">Whole years from the day of leaving; null: kept by another rule, which <paramref name="Basis"/> names.</param>
/// <param name="Basis">The document and article, or that it is our reading and why.</param>
/// <param name="IsLaw">False: 本系统的解释, to be replaced by the office's own rule once it has one.</param>
public sealed record RetentionPeriod(string Key, string What, int? Years, string Basis, bool IsLaw);

/// <summary>
/// 保存期限. No document among the texts says how long an elder's file is kept; 个人信息保护法第十九条 only asks for the shortest time that the purpose needs. So
/// the years here are our reading and say so wherever they are shown.
/// </summary>
public static class RetentionPeriods
{
    private const string Ours =
        "本系统的解释：文件没有规定年限；个人信息保护法第十九条要求只保存实现目的所必需的最短时间。";

    public static IReadOnlyList<RetentionPeriod> All { get; } =
    [
        new("died", "已去世老年人的档案和记录", 3, Ours + "留三年，供检查、考评和近亲属查阅。", false),
        new("moved", "已迁出老年人的档案和记录", 2, Ours + "留两年，供迁入地核对和检查。", false),
        new("institution", "已入住机构老年人的档案和记录", 2, Ours + "留两年，回到家中时可以接续。", false),
        new("other", "因其他原因离开台账的老年人的档案和记录", 3, Ours + "原因不明的从长。", false),
        new(
            "figures",
            "月探访率等数字、操作记录",
            null,
            "不含姓名和号码，只有编号；操作记录按网络安全法第二十一条至少留存六个月，本系统不删。",
            true
        ),
        new(
            "impact",
            "个人信息保护影响评估报告",
            null,
            "个人信息保护法第五十六条：至少保存三年。由办公室自行保存，不在本系统内。",
            true
        ),
    ];

    public static RetentionPeriod Of(string? leftReason) =>
        All.FirstOrDefault(p => p.Key == leftReason && p.Years is not null) ?? All.First(p => p.Key == "other");

    /// <summary>The first day on which the file of somebody who left may go; null for whoever has not left.</summary>
    public static DateOnly? EndOf(Elder elder) => elder.LeftOn?.AddYears(Of(elder.LeftReason).Years!.Value);

    public static bool IsOver(Elder elder, DateOnly today) => EndOf(elder) <= today;
}
