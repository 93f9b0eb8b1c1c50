namespace Tanfang.Shared;

/// <summary>One division on offer; Path is the full name from the province down.</summary>
public sealed record DivisionChoice(string Code, string Path);

/// <summary>
/// Model of _DivisionPicker. The form posts two fields: Field (what stands in the box) and FieldChoice (a code, when
/// the page had to ask which one is meant). <see cref="Wanted"/> says what to look up.
/// </summary>
public sealed record DivisionPicker(string Field, string Label)
{
    public string? Text { get; init; }

    public IReadOnlyList<DivisionChoice> Choices { get; init; } = [];

    public string ChoiceField => Field + "Choice";

    /// <summary>A code, when one was chosen or the text begins with one; else the name as typed; null when empty.</summary>
    public static string? Wanted(string? text, string? choice)
    {
        if (!string.IsNullOrWhiteSpace(choice))
            return choice.Trim();
        var typed = (text ?? "").Trim();
        var code = string.Concat(typed.TakeWhile(char.IsAsciiDigit));
        return code.Length >= 2 ? code
            : typed.Length > 0 ? typed
            : null;
    }
}
