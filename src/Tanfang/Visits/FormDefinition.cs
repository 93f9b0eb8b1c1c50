using Tanfang.Visits.Form;

namespace Tanfang.Visits;

/// <summary>A box: the code that is stored and sent, the words that are printed beside it.</summary>
public sealed record Choice(string Code, string Label);

/// <summary>One item of a form.</summary>
/// <param name="Key">Its field in the body.</param>
/// <param name="Group">The heading it stands under on paper; empty when it has none.</param>
/// <param name="Label">Its name on paper.</param>
/// <param name="Type">choice, choiceWithNumber (change, by), choiceWithText (state, name), text, list or id.</param>
/// <param name="Choices">The boxes, in the order of the paper.</param>
public sealed record FormItem(string Key, string Group, string Label, string Type, IReadOnlyList<Choice> Choices)
{
    /// <summary>One of the eight that know 无变化, offered only beside the last state.</summary>
    public bool KnowsUnchanged => Choices.Any(c => c.Code == VisitForm.Unchanged);

    /// <summary>One of the three safety items: nothing may ever fill it but a person who looked.</summary>
    public bool IsSafety { get; init; }

    /// <summary>One of the eleven status items; one answer among them makes a visit count.</summary>
    public bool IsStatus => KnowsUnchanged || IsSafety;

    /// <summary>Cannot be left out.</summary>
    public bool Required { get; init; }

    /// <summary>Not on the paper; asked when there is time (民发〔2022〕73号 二（二）).</summary>
    public bool BeyondThePaper { get; init; }

    /// <summary>The object of the body in which it stands; null = the body itself.</summary>
    public string? Within => BeyondThePaper && Key != VisitForm.Channel.Key ? "beyond" : null;

    /// <summary>Of choiceWithNumber: the most that the number may say; the least is 1.</summary>
    public int? MaxNumber { get; init; }

    /// <summary>Characters in a text, or in each entry of a list; a list of boxes without it takes their codes only.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Entries in a list.</summary>
    public int? MaxCount { get; init; }

    /// <summary>The words printed beside a code; null for a code without a box.</summary>
    public string? LabelOf(string? code) => Choices.FirstOrDefault(c => c.Code == code)?.Label;
}

/// <summary>
/// Two answers that hang together: one may be given only beside certain codes of another. Phone and server judge by the same rows
/// (rule-vectors.json).
/// </summary>
/// <param name="Field">The answer, as a path: family.by. Nothing, an empty text and the number 0 are no answer.</param>
/// <param name="Label">Its name in a refusal.</param>
/// <param name="On">The other answer, as a path. While that one is refused itself, nothing is said of this one.</param>
/// <param name="Codes">Beside which codes of it.</param>
/// <param name="Needed">Beside those it must be given too.</param>
/// <param name="Otherwise">What is said when it is given beside another one.</param>
public sealed record FormRule(
    string Field,
    string Label,
    string On,
    IReadOnlyList<string> Codes,
    bool Needed,
    string Otherwise
);

/// <summary>A version of a form. What was recorded under a version is read under it for ever.</summary>
public sealed record FormDefinition(string Kind, string Version, string Title, IReadOnlyList<FormItem> Items)
{
    public IReadOnlyList<FormRule> Rules { get; init; } = [];
}
