namespace Tanfang.Policy;

/// <summary>Says which duties one person has on one day, and why.</summary>
public static class Explain
{
    /// <summary>The duties by the facts alone: the history in which all of them were always known.</summary>
    /// <exception cref="PolicyFormatException">A category or situation kind that the dictionary does not have.</exception>
    public static Explanation On(PolicySet policies, ElderFacts facts, DateOnly day) =>
        On(policies, TrivialHistory.Of(facts, policies.Dictionary), day, DateTimeOffset.MaxValue);

    /// <summary>The duties on <paramref name="day"/> by what was known of the elder at <paramref name="knownAt"/>.</summary>
    public static Explanation On(PolicySet policies, ElderHistory elder, DateOnly day, DateTimeOffset knownAt)
    {
        var records = new ElderRecords(elder);
        // From far enough back to see where a running duty began, to far enough ahead to show a next quarter.
        var first = records.FirstEnrolled is { } enrolled && enrolled < day ? enrolled : day;
        var horizon = new DayRange(first, day.AddDays(200));
        var timeline = Timeline.Build(policies, records, knownAt, horizon);
        return new DayExplanation(policies, records, knownAt, timeline, day).Answer();
    }
}
