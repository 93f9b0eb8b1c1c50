namespace Tanfang.Policy;

/// <summary>Says which duties one person has on one day, and why.</summary>
public static class Explain
{
    /// <summary>The duties by the facts alone: the history in which all of them were always known.</summary>
    /// <exception cref="PolicyFormatException">A category or situation kind that the dictionary does not have.</exception>
    public static Explanation On(PolicySet policies, ElderFacts facts, DateOnly day) =>
        throw new NotImplementedException();

    /// <summary>The duties on <paramref name="day"/> by what was known of the elder at <paramref name="knownAt"/>.</summary>
    public static Explanation On(PolicySet policies, ElderHistory elder, DateOnly day, DateTimeOffset knownAt) =>
        throw new NotImplementedException();
}
