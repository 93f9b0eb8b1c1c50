namespace Tanfang.Policy;

/// <summary>Writes explanations as contracts.md shows them: the same bytes for the same answer.</summary>
public static class ExplanationJson
{
    /// <summary>One object as indented UTF-8 JSON, without a byte order mark, Chinese unescaped.</summary>
    public static byte[] Write(Explanation explanation) => throw new NotImplementedException();

    /// <summary>An array of them, in the order given.</summary>
    public static byte[] Write(IReadOnlyList<Explanation> explanations) => throw new NotImplementedException();
}
