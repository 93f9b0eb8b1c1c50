using Tanfang.Shared;

namespace Tanfang.Visits;

/// <summary>
/// The code on a copy: ten random letters that mean nothing, which copy it is, and a check letter: K7QM-3X9D-R01H. It says nothing about anybody.
/// </summary>
public sealed record SheetCode(string Random, CopyFor Copy)
{
    public const int RandomLength = 10;

    public string Text => Plain[..4] + "-" + Plain[4..8] + "-" + Plain[8..];

    private string Plain => CodeLetters.Checked(Random + CodeLetters.All[(int)Copy]);

    /// <summary>Fifty random bits.</summary>
    public static string NewRandom() => CodeLetters.Draw(RandomLength);

    /// <summary>What a person typed, a scanner sent or a link holds (the address as a whole too); null when it cannot be a code.</summary>
    public static SheetCode? Read(string? text)
    {
        if (CodeLetters.Read(text, RandomLength + 1) is not { } plain)
            return null;
        var copy = (CopyFor)CodeLetters.All.IndexOf(plain[RandomLength], StringComparison.Ordinal);
        return copy is CopyFor.County or CopyFor.Township ? new SheetCode(plain[..RandomLength], copy) : null;
    }
}
