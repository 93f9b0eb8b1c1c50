using System.Security.Cryptography;

namespace Tanfang.Visits;

/// <summary>
/// The code on a copy: ten random letters that mean nothing, which copy it is, and a check letter; in Crockford's base 32, whose letters
/// cannot be taken for one another: K7QM-3X9D-R01H. It says nothing about anybody.
/// </summary>
public sealed record SheetCode(string Random, CopyFor Copy)
{
    public const int RandomLength = 10;

    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public string Text => Plain[..4] + "-" + Plain[4..8] + "-" + Plain[8..];

    private string Plain => Unchecked + Letters[Check(Unchecked)];

    private string Unchecked => Random + Letters[(int)Copy];

    /// <summary>Fifty random bits.</summary>
    public static string NewRandom() => RandomNumberGenerator.GetString(Letters, RandomLength);

    /// <summary>What a person typed, a scanner sent or a link holds (the address as a whole too); null when it cannot be a code.</summary>
    public static SheetCode? Read(string? text)
    {
        var last = (text ?? "").Trim().TrimEnd('/').Split('/')[^1];
        var plain = string.Concat(last.Where(c => c is not ('-' or ' ' or '－' or '—')).Select(Alike));
        if (plain.Length != RandomLength + 2 || plain.Any(c => !Letters.Contains(c)))
            return null;
        var copy = (CopyFor)Letters.IndexOf(plain[RandomLength]);
        return copy is CopyFor.County or CopyFor.Township && Letters[Check(plain[..^1])] == plain[^1]
            ? new SheetCode(plain[..RandomLength], copy)
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
            sum ^= Times(weight, Letters.IndexOf(letter));
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
                product ^= a;
            a = (a << 1) ^ ((a & 16) == 0 ? 0 : 0b100101);
        }
        return product;
    }
}
