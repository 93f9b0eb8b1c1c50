using Tanfang.Policy;
using Tanfang.Registry;

namespace Tanfang.Care.Planning;

/// <summary>The codes of plans in the words of a reader.</summary>
public sealed class PlanWords(PolicySet policies)
{
    public const string OtherReason = "other";

    /// <summary>Why a plan was ended.</summary>
    public static IReadOnlyDictionary<string, string> EndReasons { get; } =
        new Dictionary<string, string>
        {
            ["achieved"] = "目标已达到",
            ["unwanted"] = "本人不需要或不愿意",
            ["replaced"] = "另订新方案",
            ["duplicate"] = "与另一份方案重复",
            ["mistake"] = "登记有误",
            [OtherReason] = "其他（请写明）",
        };

    /// <summary>Within how many months a plan is gone through again (our reading planReviewMonths).</summary>
    public int ReviewMonths => Reading?.Value.Number ?? 12;

    /// <summary>A local readings.json may be older than the question.</summary>
    public Parameter? Reading => policies.Readings.FirstOrDefault(r => r.Key == "planReviewMonths");

    public static string Of(HelpPlanAct act) =>
        act switch
        {
            HelpPlanAct.Made => "制定",
            HelpPlanAct.Changed => "调整",
            HelpPlanAct.Reviewed => "复核",
            _ => "结束",
        };

    /// <summary>The state on a day, and the class of its badge.</summary>
    public static (string Word, string Badge) State(VersionOpened version, Elder elder, DateOnly on) =>
        version.Row.Act == HelpPlanAct.Ended
            ? (
                $"{version.Row.On:yyyy-MM-dd} 结束：{EndReasons.GetValueOrDefault(version.Row.EndReason ?? "", "")}",
                "badge-off"
            )
        : elder.LeftOn <= on
            ? ($"随{RegistryWords.LeftBecause(elder.LeftReason)}结束（{elder.LeftOn:yyyy-MM-dd}）", "badge-off")
        : version.Row.ReviewOn < on ? ("在用，复核已过期", "badge-bad")
        : ("在用", "badge-done");

    /// <summary>The state of a measure on a day.</summary>
    public static (string Word, string Badge) State(HelpMeasure measure, DateOnly on) =>
        measure.DoneOn is { } done ? ($"{done:yyyy-MM-dd} 完成", "badge-done")
        : measure.By < on ? ($"已过期 {on.DayNumber - measure.By.DayNumber} 天", "badge-bad")
        : ("待办", "badge-due");
}
