using Tanfang.Policy;

namespace Tanfang.Registry.Recording;

/// <summary>The kinds of facts that the desk enters, by the word in the address (?kind=).</summary>
public static class FactWords
{
    /// <param name="Title">Heading of the page.</param>
    /// <param name="Hint">What the reader should know before.</param>
    public sealed record Form(FactKind Kind, string Title, string Hint);

    private static readonly Dictionary<string, Form> Forms = new()
    {
        ["category"] = new(
            FactKind.CategoryGained,
            "增加类别或登记评估",
            "失能、失智没有评估的先按失能探访，并标记为待评估。"
        ),
        ["category-end"] = new(FactKind.CategoryLost, "不再属于某一类别", "填登记当天的日期，等于从未属于。"),
        ["consent"] = new(FactKind.Consent, "登记探访意愿", "拒绝后不再有应访；到期会提醒再次征询。"),
        ["move"] = new(FactKind.Residence, "搬家", "从这一天起住在新的村（社区），以前的数字仍算在原处。"),
        ["hospital"] = new(FactKind.HospitalFrom, "住院", "整段周期都在住院的应访不算漏访。"),
        ["discharge"] = new(FactKind.HospitalUntil, "出院", "填回到家中的第一天。"),
        ["leave"] = new(FactKind.Left, "离开台账", "填第一天不在的日期。登记错了可以用“重新纳入”改回。"),
        ["return"] = new(FactKind.Enrolled, "重新纳入", "填重新在册的第一天；登记离开有误的，填离开当天。"),
        ["cadence"] = new(
            FactKind.IndividualCadence,
            "个人频次",
            "根据老年人状况合理确定服务频次：只能比文件要求更密。"
        ),
    };

    public static Form? Of(string? kind) => kind is null ? null : Forms.GetValueOrDefault(kind);

    public static IReadOnlyList<string> Sources { get; } =
    ["本人", "亲属", "村（居）", "乡镇（街道）", "民政部门", "卫健部门", "残联", "医疗机构"];

    public static IReadOnlyList<string> Answering { get; } = ["本人", "配偶", "子女", "其他亲属", "监护人"];

    public static IReadOnlyList<(string Key, string Word)> Leaving { get; } =
    [("died", "去世"), ("moved", "迁出"), ("institution", "入住机构"), ("other", "其他")];
}
