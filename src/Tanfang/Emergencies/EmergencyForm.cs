using Tanfang.Visits;

namespace Tanfang.Emergencies;

/// <summary>应急事件: what is asked when something urgent is found, and when it is over. The paper has no page for it.</summary>
public static class EmergencyForm
{
    public const string Version = "1";

    public static FormItem What { get; } =
        new(
            "what",
            "",
            "发生了什么",
            "choice",
            [
                new("fall", "跌倒、摔伤"),
                new("illness", "突发疾病"),
                new("gas", "燃气泄漏、煤气中毒"),
                new("fire", "起火、触电"),
                new("water", "漏水、水暖故障"),
                new("missing", "走失、联系不上"),
                new("violence", "受人伤害"),
                new("other", "其他"),
            ]
        )
        {
            Required = true,
        };

    public static FormItem Note { get; } = new("note", "", "现场情况", "text", []) { MaxLength = 500 };

    public static FormItem Called { get; } =
        new(
            "called",
            "",
            "联系了谁",
            "list",
            [
                new("120", "120 急救"),
                new("contact", "紧急联系人"),
                new("village", "村（居）干部"),
                new("110", "110 报警"),
                new("119", "119 消防"),
            ]
        )
        {
            MaxCount = 5,
        };

    /// <summary>Required of the record that ends it.</summary>
    public static FormItem Outcome { get; } =
        new(
            "outcome",
            "",
            "处置结果",
            "choice",
            [
                new("hospital", "已送医院"),
                new("atHomeSafe", "已脱险，在家"),
                new("withFamily", "由家人照护"),
                new("relocated", "已转移安置"),
                new("died", "已去世"),
                new("falseAlarm", "虚惊，没有险情"),
                new("other", "其他"),
            ]
        );

    public static FormItem OutcomeNote { get; } = new("outcomeNote", "", "处置说明", "text", []) { MaxLength = 500 };

    public static FormItem Visitors { get; } =
        new("visitors", "", "探访人员", "list", []) { MaxLength = 30, MaxCount = 6 };

    public static FormDefinition Definition { get; } =
        new("emergency", Version, "应急事件", [What, Note, Called, Outcome, OutcomeNote, Visitors]);

    /// <summary>The words of codes between bars, in the order of the form.</summary>
    public static string CalledWords(string called) =>
        string.Join(
            '、',
            Called.Choices.Where(c => called.Contains($"|{c.Code}|", StringComparison.Ordinal)).Select(c => c.Label)
        );
}
