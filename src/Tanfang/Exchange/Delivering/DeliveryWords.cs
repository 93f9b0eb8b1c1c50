using Tanfang.Registry;

namespace Tanfang.Exchange.Delivering;

/// <summary>States, kinds and decisions in the reader's words.</summary>
internal static class DeliveryWords
{
    public static IReadOnlyList<(DifferenceKind Kind, string Word, string Explains)> Kinds { get; } =
    [
        (DifferenceKind.New, "新增", "名单里有、没有档案的人"),
        (DifferenceKind.Category, "新增类别", "已有档案的人多了一个类别"),
        (DifferenceKind.Changed, "变更", "住址、出生日期、证件与档案不同"),
        (DifferenceKind.Missing, "缺失", "上一份名单里有、这一份没有；绝不自动取消"),
        (DifferenceKind.Conflict, "不一致", "先要查清是谁：一号两名、疑似同一人、别处已建档、已注销"),
    ];

    public static string Of(DifferenceKind kind) => Kinds.First(k => k.Kind == kind).Word;

    public static string Of(DeliveryState state) =>
        state switch
        {
            DeliveryState.Open => "核对中",
            DeliveryState.Closed => "已结束核对",
            DeliveryState.Dropped => "已退回",
            DeliveryState.Unmapped => "待对应各列",
            DeliveryState.Waiting => "等待比对",
            DeliveryState.Running => "正在比对",
            DeliveryState.Failed => "没有比对成",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

    public static string Badge(DeliveryState state) =>
        state switch
        {
            DeliveryState.Closed => "badge-done",
            DeliveryState.Dropped => "badge-off",
            DeliveryState.Failed => "badge-bad",
            _ => "badge-due",
        };

    public static string Of(DifferenceDecision decision) =>
        decision switch
        {
            DifferenceDecision.Open => "待决定",
            DifferenceDecision.Accepted => "已接受",
            DifferenceDecision.Refused => "不接受",
            DifferenceDecision.Moot => "已无差异",
            _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, null),
        };

    public static string Badge(DifferenceDecision decision) =>
        decision switch
        {
            DifferenceDecision.Open => "badge-due",
            DifferenceDecision.Accepted => "badge-done",
            _ => "badge-off",
        };

    public static string OfChoice(string? choice) =>
        choice switch
        {
            null => "",
            "enrolled" => "已建档",
            ApplyLine.Same => "同一人",
            ApplyLine.Lost => "不再符合",
            _ => RegistryWords.LeftBecause(choice),
        };
}
