namespace Tanfang.Policy;

/// <summary>
/// Our answer to a question that the documents leave open (本系统的解释). The common ones stand in
/// policies/readings.json; a pack may answer otherwise for itself under the same key.
/// </summary>
/// <param name="Key">Name by which rules refer to it (<c>$key</c>).</param>
/// <param name="Question">The question, for a reader.</param>
/// <param name="Value">The answer as the rules use it.</param>
/// <param name="Answer">The answer, for a reader.</param>
/// <param name="Reason">Why this answer.</param>
/// <param name="Verifiable">True when the answer can be checked against the shipped texts.</param>
public sealed record Parameter(
    string Key,
    string Question,
    ParameterValue Value,
    string Answer,
    string Reason,
    bool Verifiable
)
{
    /// <summary>Question, answer and reason, to stand among others.</summary>
    public string Answered => $"{Question}{Answer}（理由：{Reason}）";

    /// <summary>The same as a sentence, called what it is.</summary>
    public string Reading => $"本系统的解释：{Answered}。";
}

/// <summary>The value of a parameter; exactly one of the members is set.</summary>
/// <param name="Number">A whole number (years, days, visits, percent).</param>
/// <param name="Setting">Yes or no.</param>
/// <param name="Text">A word.</param>
/// <param name="Keys">A list of keys (categories, modes, festivals).</param>
public sealed record ParameterValue(int? Number, bool? Setting, string? Text, IReadOnlyList<string>? Keys);
