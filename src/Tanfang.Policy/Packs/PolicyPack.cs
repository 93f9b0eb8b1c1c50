namespace Tanfang.Policy;

/// <summary>The document that a pack states.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Number">文号; null when it has none.</param>
/// <param name="Issued">The day it was signed, printed or published.</param>
/// <param name="Source">File name of its text under policies/sources/.</param>
public sealed record PolicyDocument(string Title, string? Number, DateOnly Issued, string Source)
{
    /// <summary>How it is cited: 文号, else the title.</summary>
    public string Name => Number ?? Title;
}

/// <summary>One document as data (政策包). A lower pack adds or tightens, never loosens.</summary>
/// <param name="Id">File name without extension.</param>
/// <param name="Document">The document.</param>
/// <param name="Division">Code of the area it holds for; empty for the nation. Every code that begins with it is inside.</param>
/// <param name="Validity">Days on which it is in force; open ended when no end is stated.</param>
/// <param name="Parameters">Its own answers, by key, beside those of readings.json.</param>
/// <param name="Groups">The people it counts.</param>
/// <param name="Rules">Its rules, in the order of the file.</param>
/// <param name="Substitutions">Its substitutions.</param>
/// <param name="Voluntary">The words that make care depend on consent; null when it has none.</param>
public sealed record PolicyPack(
    string Id,
    PolicyDocument Document,
    string Division,
    DayRange Validity,
    IReadOnlyList<Parameter> Parameters,
    IReadOnlyList<TargetGroup> Groups,
    IReadOnlyList<Rule> Rules,
    IReadOnlyList<Substitution> Substitutions,
    Citation? Voluntary
)
{
    /// <summary>True when <paramref name="division"/> lies in the pack's area.</summary>
    public bool Covers(string division) => division.StartsWith(Division, StringComparison.Ordinal);
}
