using Tanfang.Shared;

namespace Tanfang.Doors;

/// <summary>The code at a door: ten random letters that mean nothing and a check letter, K7QM-3X9D-R0H. It says nothing about anybody.</summary>
public sealed record DoorCode(string Random)
{
    public const int RandomLength = 10;

    /// <summary>As it is printed, stands in the QR code's address and is sent to the phone.</summary>
    public string Text
    {
        get
        {
            var plain = CodeLetters.Checked(Random);
            return $"{plain[..4]}-{plain[4..8]}-{plain[8..]}";
        }
    }

    public static DoorCode New() => new(CodeLetters.Draw(RandomLength));

    /// <summary>Null when it cannot be one.</summary>
    public static DoorCode? Read(string? text) =>
        CodeLetters.Read(text, RandomLength) is { } random ? new DoorCode(random) : null;
}
