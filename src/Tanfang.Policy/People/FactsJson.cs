namespace Tanfang.Policy;

/// <summary>What FACTS.json held: one object or an array.</summary>
/// <param name="Elders">The people, in the order of the text.</param>
/// <param name="IsArray">True when the text was an array; the answer is then one, too.</param>
public sealed record FactsDocument(IReadOnlyList<ElderFacts> Elders, bool IsArray);

/// <summary>Reads FACTS.json (contracts.md).</summary>
public static class FactsJson
{
    /// <summary>Reads one object or an array of them.</summary>
    /// <param name="facts">The text with its file name.</param>
    /// <param name="policies">Whose dictionary knows the categories and situation kinds.</param>
    /// <param name="ruralOf">农村牧区 by division code, asked when `rural` is left out; null when it does not know.</param>
    /// <exception cref="PolicyFormatException">Names each place and reason: unknown keys, bad days, missing members.</exception>
    public static FactsDocument Parse(PolicyText facts, PolicySet policies, Func<string, bool?> ruralOf) =>
        throw new NotImplementedException();
}
