using System.Collections.Frozen;
using System.IO.Compression;
using System.Text;

namespace Tanfang.Registry.Names;

/// <summary>The keys by which a name is found with an input-method's letters: 张桂英 → zhangguiying, zgy.</summary>
public static class Pinyin
{
    /// <summary>A name of many characters with many readings has thousands of spellings; nobody types the last of them.</summary>
    private const int MostSpellings = 24;

    /// <summary>Surnames read otherwise than the character usually is; only the first place of a name is a surname.</summary>
    private static readonly Lazy<FrozenDictionary<string, string[][]>> Surnames = new(LoadSurnames);

    private static readonly Lazy<FrozenDictionary<Rune, string[]>> Readings = new(LoadReadings);

    /// <summary>The whole reading without tones or spaces, ü as v; what has no reading stays as it is.</summary>
    public static string PinyinKey(string name) => string.Concat(Usual(name));

    /// <summary>The first letter of each syllable; of a run of Latin letters the first.</summary>
    public static string Initials(string name) => string.Concat(Usual(name).Select(First));

    /// <summary>Every spelling under which somebody may look for the name, whole and by initials, beside the usual two.</summary>
    public static IReadOnlySet<string> OtherKeys(string name)
    {
        var spellings = new List<List<string>> { new() };
        foreach (var readings in Syllables(name))
        {
            // Those with fewer rare readings come first, and stay when there are too many.
            spellings =
            [
                .. readings
                    .SelectMany((reading, rank) => spellings.Select((s, before) => (rank + before, s, reading)))
                    .OrderBy(x => x.Item1)
                    .Take(MostSpellings)
                    .Select(x => (List<string>)[.. x.s, x.reading]),
            ];
        }

        return spellings
            .SelectMany(s => new[] { string.Concat(s), string.Concat(s.Select(First)) })
            .Where(key => key.Length > 0)
            .Except([PinyinKey(name), Initials(name)])
            .ToHashSet();
    }

    private static IEnumerable<string> Usual(string name) => Syllables(name).Select(readings => readings[0]);

    /// <summary>For each syllable its readings, the one in use first.</summary>
    private static List<string[]> Syllables(string name)
    {
        // Full-width letters and compatibility ideographs become the ordinary ones.
        var runes = name.Normalize(NormalizationForm.FormKC).EnumerateRunes().Where(rune => !Rune.IsWhiteSpace(rune));
        var letters = runes.ToList();
        var syllables = new List<string[]>();
        var next = Surname(letters, syllables);
        var latin = false;
        for (; next < letters.Count; next++)
        {
            var rune = Rune.ToLowerInvariant(letters[next]);
            var wasLatin = latin;
            latin = rune.Value < 0x250 && Rune.IsLetterOrDigit(rune);
            if (Rune.IsPunctuation(rune) || Rune.IsControl(rune))
                continue;
            var readings = rune.Value == 'ü' ? ["v"] : ReadingsOf(rune);
            if (latin && wasLatin)
                syllables[^1] = [syllables[^1][0] + readings[0]];
            else
                syllables.Add(readings);
        }
        return syllables;
    }

    /// <summary>Adds the syllables of a surname with a reading of its own; answers how many characters it took.</summary>
    private static int Surname(List<Rune> letters, List<string[]> syllables)
    {
        // A name written with a dot is no Han name: 盖力普·艾山 has no surname 盖.
        if (letters.Exists(Rune.IsPunctuation))
            return 0;
        foreach (var length in (int[])[2, 1])
        {
            var head = string.Concat(letters.Take(length));
            if (letters.Count < length || !Surnames.Value.TryGetValue(head, out var readings))
                continue;
            // Whoever does not know the surname types what the character usually says.
            syllables.AddRange(readings.Select((own, i) => own.Union(ReadingsOf(letters[i])).ToArray()));
            return length;
        }
        return 0;
    }

    private static string[] ReadingsOf(Rune rune) => Readings.Value.GetValueOrDefault(rune) ?? [rune.ToString()];

    private static string First(string syllable) => syllable.EnumerateRunes().First().ToString();

    /// <summary>For each character of the surname its readings.</summary>
    private static FrozenDictionary<string, string[][]> LoadSurnames() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "surnames.txt"), Encoding.UTF8)
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .ToFrozenDictionary(parts => parts[0], parts => BySyllable(parts[1].Split(',')));

    private static string[][] BySyllable(string[] readings)
    {
        var syllables = readings.Select(reading => reading.Split(' ')).ToList();
        return [.. syllables[0].Select((_, i) => syllables.Select(s => s[i]).Distinct().ToArray())];
    }

    private static FrozenDictionary<Rune, string[]> LoadReadings()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "data", "pinyin.txt.gz");
        using var unzipped = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var lines = new StreamReader(unzipped, Encoding.UTF8);
        var readings = new Dictionary<Rune, string[]>(42_000);
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var (texts, characters) = (line.Split('\t')[0].Split(' '), line.Split('\t')[1]);
            foreach (var rune in characters.EnumerateRunes())
                readings[rune] = texts;
        }
        return readings.ToFrozenDictionary();
    }
}
