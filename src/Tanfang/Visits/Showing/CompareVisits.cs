using Tanfang.Visits.Form;

namespace Tanfang.Visits.Showing;

/// <summary>What changed from one visit to the next, in the reader's words. Pure; coded answers only, no health text.</summary>
public static class CompareVisits
{
    public static IReadOnlyList<string> Run(Visit? before, Visit now)
    {
        if (now.IsAttempt)
            return [];
        var (old, found) = (
            before is null ? null : StatusAnswers.Parse(before.Answers),
            StatusAnswers.Parse(now.Answers)
        );
        return
        [
            .. VisitForm
                .Status.Select(i =>
                    i.IsSafety
                        ? Safety(i, Answer(before, i.Key), Answer(now, i.Key))
                        : One(i, old?[i.Key], found[i.Key])
                )
                .OfType<string>(),
        ];
    }

    public static string? Answer(Visit? visit, string safetyItem) =>
        safetyItem switch
        {
            "gas" => visit?.Gas,
            "water" => visit?.Water,
            "electricity" => visit?.Electricity,
            _ => null,
        };

    private static string? Safety(FormItem item, string? before, string? now) =>
        now is null || now == before || (before is null && now == "safe") ? null
        : before is null ? $"{item.Label}：{item.LabelOf(now)}"
        : $"{item.Label}：{item.LabelOf(before)} → {item.LabelOf(now)}";

    private static string? One(FormItem item, StatusAnswer? before, StatusAnswer? now)
    {
        if (now?.Tick is null or VisitForm.Unchanged)
            return null;
        var word = StateWords.Word(item.Key, now, null);
        if (item.Key is "family" or "illness" || before?.State is null)
            return before is null && word == "较好" ? null : $"{item.Label}：{word}";
        return before.State == now.State
            ? $"{item.Label}：{(now.Tick == "worse" ? "比上次更差" : "比上次更好")}"
            : $"{item.Label}：{StateWords.Word(item.Key, before, null)} → {word}";
    }
}
