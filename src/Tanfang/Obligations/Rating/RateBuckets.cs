using System.Globalization;

namespace Tanfang.Obligations.Rating;

/// <summary>The people behind a number of the rates.</summary>
public enum RateBucket
{
    Enrolled,
    Counted,
    Visited,
    NotVisited,
    OnSite,
    Excused,
    Refused,
    NotYetDue,
    Overdue,
    Weekly,
}

/// <summary>Buckets by the word in an address and the word on a page.</summary>
public static class RateBuckets
{
    /// <summary>The columns of the table, in its order; the four in the middle add up to the first.</summary>
    public static IReadOnlyList<(
        RateBucket Bucket,
        string Key,
        string Word,
        Func<RateRow, int> Number
    )> Columns { get; } =
    [
        (RateBucket.Enrolled, "enrolled", "在册", r => r.Enrolled),
        (RateBucket.Counted, "counted", "应访", r => r.Counted),
        (RateBucket.Visited, "visited", "已访", r => r.Visited),
        (RateBucket.NotVisited, "notVisited", "未访", r => r.Counted - r.Visited),
        (RateBucket.OnSite, "onSite", "其中上门", r => r.OnSite),
        (RateBucket.Excused, "excused", "不计", r => r.Excused),
        (RateBucket.Refused, "refused", "拒访", r => r.Refused),
        (RateBucket.NotYetDue, "notYetDue", "未到期", r => r.NotYetDue),
        (RateBucket.Overdue, "overdue", "逾期", r => r.Overdue),
    ];

    public static string Key(RateBucket bucket) =>
        bucket == RateBucket.Weekly ? "weekly" : Columns.First(c => c.Bucket == bucket).Key;

    public static string Word(RateBucket bucket) =>
        bucket == RateBucket.Weekly ? "每周上门未完成" : Columns.First(c => c.Bucket == bucket).Word;

    public static RateBucket? Parse(string? key) =>
        key == "weekly" ? RateBucket.Weekly
        : Columns.Any(c => c.Key == key) ? Columns.First(c => c.Key == key).Bucket
        : null;

    public static string Percent(decimal? rate) =>
        rate is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.0}%") : "—";
}
