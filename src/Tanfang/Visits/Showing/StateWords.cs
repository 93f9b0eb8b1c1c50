using Tanfang.Visits.Form;

namespace Tanfang.Visits.Showing;

/// <summary>States and ticks as a reader sees them: 较差，2026-03-02 起.</summary>
public static class StateWords
{
    /// <summary>The state an item was left in, with the day since when; null when nothing is known of it.</summary>
    public static string? State(string key, StatusAnswer? answer, string? illnessName = null) =>
        answer is null ? null
        : answer.State is null ? $"自 {answer.Since:yyyy-MM-dd} 无变化"
        : $"{Word(key, answer, illnessName)}，{answer.Since:yyyy-MM-dd} 起";

    /// <summary>The tick and what it means: 无变化（较差，2026-03-02 起）. Null when not answered.</summary>
    public static string? Tick(string key, StatusAnswer? answer, string? illnessName = null) =>
        answer?.Tick switch
        {
            null => null,
            VisitForm.Unchanged => $"无变化（{State(key, answer, illnessName)}）",
            var tick => TickWord(key, tick, answer, illnessName),
        };

    private static string TickWord(string key, string tick, StatusAnswer answer, string? illnessName) =>
        key is "family" or "illness" ? Word(key, answer, illnessName) : VisitForm.Item(key).LabelOf(tick)!;

    internal static string Word(string key, StatusAnswer answer, string? illnessName) =>
        answer.State switch
        {
            "good" => "较好",
            "poor" => "较差",
            "more" or "fewer" => $"{VisitForm.Family.LabelOf(answer.State)}{answer.By}人",
            "serious" when illnessName is not null => $"严重（{illnessName}）",
            var state => VisitForm.Item(key).LabelOf(state) ?? "",
        };
}
