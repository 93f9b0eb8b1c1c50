using System.Collections.Frozen;
using System.IO.Compression;
using System.Text;

namespace Tanfang.Registry.Names;

/// <summary>The keys by which a name is found with an input-method's letters: 张桂英 → zhangguiying, zgy.</summary>
public static class Pinyin
{
    /// <summary>Surnames read otherwise than the character usually is; only the first place of a name is a surname.</summary>
    private static readonly FrozenDictionary<string, string[]> Surnames = new Dictionary<string, string>
    {
        ["万俟"] = "mo qi",
        ["尉迟"] = "yu chi",
        ["长孙"] = "zhang sun",
        ["澹台"] = "tan tai",
        ["毌丘"] = "guan qiu",
        ["单"] = "shan",
        ["仇"] = "qiu",
        ["解"] = "xie",
        ["查"] = "zha",
        ["曾"] = "zeng",
        ["区"] = "ou",
        ["乐"] = "yue",
        ["盖"] = "ge",
        ["繁"] = "po",
        ["朴"] = "piao",
        ["员"] = "yun",
        ["贠"] = "yun",
        ["折"] = "she",
        ["缪"] = "miao",
        ["召"] = "shao",
        ["句"] = "gou",
        ["牟"] = "mu",
        ["郗"] = "xi",
        ["郄"] = "qie",
        ["於"] = "yu",
        ["能"] = "nai",
        ["佴"] = "nai",
        ["都"] = "du",
        ["六"] = "lu",
        ["种"] = "chong",
        ["重"] = "chong",
        ["秘"] = "bi",
        ["洗"] = "xian",
        ["祭"] = "zhai",
        ["薄"] = "bo",
        ["么"] = "yao",
        ["适"] = "kuo",
        ["难"] = "ning",
        ["郇"] = "xun",
    }.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Split(' '));

    private static readonly Lazy<FrozenDictionary<Rune, string>> Usual = new(Load);

    /// <summary>The whole reading without tones or spaces, ü as v; what has no reading stays as it is.</summary>
    public static string PinyinKey(string name) => string.Concat(Syllables(name));

    /// <summary>The first letter of each syllable; of a run of Latin letters the first.</summary>
    public static string Initials(string name) => string.Concat(Syllables(name).Select(First));

    private static List<string> Syllables(string name)
    {
        // Full-width letters and compatibility ideographs become the ordinary ones.
        var runes = name.Normalize(NormalizationForm.FormKC).EnumerateRunes().Where(rune => !Rune.IsWhiteSpace(rune));
        var letters = runes.ToList();
        var syllables = new List<string>();
        var next = Surname(letters, syllables);
        var latin = false;
        for (; next < letters.Count; next++)
        {
            var rune = Rune.ToLowerInvariant(letters[next]);
            var wasLatin = latin;
            latin = rune.Value < 0x250 && Rune.IsLetterOrDigit(rune);
            if (Rune.IsPunctuation(rune) || Rune.IsControl(rune))
                continue;
            var syllable = rune.Value == 'ü' ? "v" : Usual.Value.GetValueOrDefault(rune) ?? rune.ToString();
            if (latin && wasLatin)
                syllables[^1] += syllable;
            else
                syllables.Add(syllable);
        }
        return syllables;
    }

    /// <summary>Adds the syllables of a surname with a reading of its own; answers how many characters it took.</summary>
    private static int Surname(List<Rune> letters, List<string> syllables)
    {
        // A name written with a dot is no Han name: 盖力普·艾山 has no surname 盖.
        if (letters.Exists(Rune.IsPunctuation))
            return 0;
        foreach (var length in (int[])[2, 1])
        {
            var head = string.Concat(letters.Take(length));
            if (letters.Count < length || !Surnames.TryGetValue(head, out var reading))
                continue;
            syllables.AddRange(reading);
            return length;
        }
        return 0;
    }

    private static string First(string syllable) => syllable.EnumerateRunes().First().ToString();

    private static FrozenDictionary<Rune, string> Load()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "data", "pinyin.txt.gz");
        using var unzipped = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var lines = new StreamReader(unzipped, Encoding.UTF8);
        var usual = new Dictionary<Rune, string>(42_000);
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var (readings, characters) = (line.Split('\t')[0], line.Split('\t')[1]);
            var first = readings.Split(' ')[0];
            foreach (var rune in characters.EnumerateRunes())
                usual[rune] = first;
        }
        return usual.ToFrozenDictionary();
    }
}
