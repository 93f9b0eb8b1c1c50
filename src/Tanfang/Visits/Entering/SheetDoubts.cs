namespace Tanfang.Visits.Entering;

/// <summary>Something that is likely a slip of the pen or of the hand, and may yet be so.</summary>
/// <param name="Code">What <c>sure</c> holds once the clerk said that it is so.</param>
/// <param name="Question">What is odd.</param>
/// <param name="Answer">What the clerk confirms.</param>
public sealed record Doubt(string Code, string Question, string Answer);

/// <summary>What is known when a sheet is about to be saved.</summary>
public sealed record SheetFacts(
    DateOnly Day,
    DateOnly Today,
    DateOnly EnrolledOn,
    IReadOnlyList<int?> SameDay,
    IReadOnlyList<string> Unanswered,
    bool HasVisitor,
    bool IsAttempt
);

/// <summary>Which doubts a sheet raises. Pure; none of them is a refusal, each is asked once.</summary>
public static class SheetDoubts
{
    /// <summary>Paper older than this is likelier a wrong year than an old form.</summary>
    private const int OldDays = 366;

    public static IReadOnlyList<Doubt> Of(SheetFacts facts)
    {
        var doubts = new List<Doubt>();
        if (!facts.IsAttempt && facts.SameDay.Count > 0)
            doubts.Add(
                new(
                    "same-day",
                    $"这位老人 {facts.Day:yyyy-MM-dd} 已有第 {string.Join("、", facts.SameDay)} 次探访的记录，可能已有人录过这张表",
                    "确实是同一天的另一次探访"
                )
            );
        if (facts.Day < facts.EnrolledOn)
            doubts.Add(
                new(
                    "before-enrolled",
                    $"探访日期 {facts.Day:yyyy-MM-dd} 早于建档日期 {facts.EnrolledOn:yyyy-MM-dd}",
                    "日期没有错，建档前就探访过"
                )
            );
        else if (facts.Today.DayNumber - facts.Day.DayNumber > OldDays)
            doubts.Add(new("long-ago", $"探访日期 {facts.Day:yyyy-MM-dd} 在一年以前", "年份没有错"));
        if (facts is { IsAttempt: false, Unanswered.Count: > 0 })
            doubts.Add(
                new(
                    "unanswered",
                    $"还有 {facts.Unanswered.Count} 项没有填：{string.Join("、", facts.Unanswered)}",
                    "纸上就是空着的"
                )
            );
        if (facts is { IsAttempt: false, HasVisitor: false })
            doubts.Add(new("no-visitor", "没有写探访人员，这次不会计为一次探访", "纸上没有签名"));
        return doubts;
    }
}
