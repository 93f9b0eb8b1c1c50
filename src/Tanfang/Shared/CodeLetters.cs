using System.Security.Cryptography;

namespace Tanfang.Shared;

/// <summary>
/// Codes that people copy from paper: Crockford's base 32, whose letters cannot be taken for one another, and a check letter at the end.
/// </summary>
public static class CodeLetters
{
    public const string All = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Five random bits a letter.</summary>
    public static string Draw(int length) => RandomNumberGenerator.GetString(All, length);

    /// <summary>With its check letter.</summary>
    public static string Checked(string letters) => letters + All[Check(letters)];

    /// <summary>
    /// What a person typed, a scanner sent or a link holds (the address as a whole too), without its check letter; null when it is not of so many letters, or the
    /// check letter is another.
    /// </summary>
    /// <param name="length">Without the check letter.</param>
    public static string? Read(string? text, int length)
    {
        var last = (text ?? "").Trim().TrimEnd('/').Split('/')[^1];
        var plain = string.Concat(last.Where(c => c is not ('-' or ' ' or '－' or '—')).Select(Alike));
        return
            plain.Length == length + 1
            && plain.All(c => All.Contains(c, StringComparison.Ordinal))
            && Checked(plain[..^1]) == plain
            ? plain[..^1]
            : null;
    }

    /// <summary>What looks or sounds alike is meant alike; a Chinese keyboard may send wide letters.</summary>
    private static char Alike(char letter)
    {
        var narrow = letter is >= '！' and <= '～' ? (char)(letter - '！' + '!') : letter;
        return char.ToUpperInvariant(narrow) switch
        {
            'O' => '0',
            'I' or 'L' => '1',
            var other => other,
        };
    }

    /// <summary>A sum in GF(32), each place with a weight of its own: sees every single wrong letter and every two that changed places.</summary>
    private static int Check(string letters)
    {
        var (sum, weight) = (0, 2);
        foreach (var letter in letters)
        {
            sum ^= Times(weight, All.IndexOf(letter, StringComparison.Ordinal));
            weight = Times(weight, 2);
        }

        return sum;
    }

    private static int Times(int a, int b)
    {
        var product = 0;
        for (; b > 0; b >>= 1)
        {
            if ((b & 1) == 1)
            {
                product ^= a;
            }

            a = (a << 1) ^ ((a & 16) == 0 ? 0 : 0b100101);
        }

        return product;
    }
}
