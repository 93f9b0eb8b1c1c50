using System.Buffers;
using System.Globalization;
using System.Text;
using Tanfang.Tests.Registry.Identity;

namespace Tanfang.Tests.Privacy;

/// <summary>
/// Values that are found again wherever they lie open: words with a pair of characters that nothing else holds, and numbers that are remembered one by one.
/// </summary>
internal sealed class Marks(int seed)
{
    private const string Pair = "鸙麤";
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);
    private readonly Random chance = new(seed);
    private readonly HashSet<string> numbers = [];

    /// <summary>How the pair looks in the encodings in which it might be written.</summary>
    private static readonly (string Name, byte[] Bytes)[] Spellings =
    [
        ("UTF-8", Encoding.UTF8.GetBytes(Pair)),
        ("UTF-16LE", Encoding.Unicode.GetBytes(Pair)),
        ("UTF-16BE", Encoding.BigEndianUnicode.GetBytes(Pair)),
        ("GB18030", Gb18030()),
        ("JSON", Ascii(c => $"\\u{(int)c:x4}")),
        ("JSON", Ascii(c => $"\\u{(int)c:X4}")),
        ("HTML", Ascii(c => $"&#x{(int)c:X};")),
        ("HTML", Ascii(c => $"&#{(int)c};")),
        ("address", Encoding.ASCII.GetBytes(Uri.EscapeDataString(Pair))),
        ("hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Pair)))),
    ];

    public int Numbers => numbers.Count;

    /// <summary>Words that nobody else says.</summary>
    public string Words() => $"{Pair}{(char)chance.Next(0x4E00, 0x9FA0)}{chance.Next(1000, 9999)}";

    public string Phone() => Keep($"199{chance.Next(100_000_000):D8}");

    /// <summary>Under the prefix 99, which was never issued.</summary>
    public string Number(DateOnly birth) =>
        Keep(IdNumberTests.Complete($"990101{birth:yyyyMMdd}{chance.Next(1, 999):D3}"));

    public string Certificate(string number) => Keep(number + "43");

    /// <summary>Where marks lie open in these bytes, and in which spelling.</summary>
    public IEnumerable<string> In(ReadOnlyMemory<byte> bytes, string where)
    {
        foreach (var (name, spelling) in Spellings)
        {
            if (bytes.Span.IndexOf(spelling) is >= 0 and var at)
            {
                yield return $"{where}: words in {name} at {at}";
            }
        }

        foreach (var (name, text) in new[] { ("ASCII", bytes), ("UTF-16LE", Halved(bytes)) })
        {
            if (Known(text.Span) is { } at)
            {
                yield return $"{where}: a number in {name} at {at}";
            }
        }
    }

    public IEnumerable<string> In(string text, string where) => In(Encoding.UTF8.GetBytes(text), where);

    private int? Known(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length; )
        {
            var begin = text[at..].IndexOfAny(Digits);
            if (begin < 0)
            {
                return null;
            }

            begin += at;
            var length = text[begin..].IndexOfAnyExcept(Digits);
            at = length < 0 ? text.Length : begin + length;
            // The last of a number may be an X.
            var end = Math.Min(text.Length, at + 1);
            foreach (var size in new[] { 11, 18, 20 })
            {
                for (var i = begin; i + size <= end; i++)
                {
                    if (numbers.Contains(Encoding.ASCII.GetString(text.Slice(i, size))))
                    {
                        return i;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>Digits that have a zero byte behind them, closed up; anything else parts them.</summary>
    private static ReadOnlyMemory<byte> Halved(ReadOnlyMemory<byte> bytes)
    {
        var all = bytes.Span;
        var found = new List<byte>();
        for (var i = 0; i + 1 < all.Length; i++)
        {
            if (all[i + 1] == 0 && (char.IsAsciiDigit((char)all[i]) || all[i] == 'X'))
            {
                found.Add(all[i]);
                i++;
            }
            else if (found.Count > 0 && found[^1] != 0)
            {
                found.Add(0);
            }
        }

        return found.ToArray();
    }

    private string Keep(string number)
    {
        numbers.Add(number);
        return number;
    }

    private static byte[] Ascii(Func<char, string> spell) =>
        Encoding.ASCII.GetBytes(string.Concat(Pair.Select(spell)).ToString(CultureInfo.InvariantCulture));

    private static byte[] Gb18030()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("gb18030").GetBytes(Pair);
    }
}
