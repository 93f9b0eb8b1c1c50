using Tanfang.Data;
using Tanfang.Policy;

namespace Tanfang.Policies;

/// <summary>
/// The law as files: the packs shipped beside the program and those a locality adds in its data folder, where a file of the same
/// name takes the shipped one's place. Reading them from disk is all that happens here; what they mean is Tanfang.Policy's.
/// </summary>
/// <param name="Dictionary">data/dictionaries/categories.json.</param>
/// <param name="Readings">readings.json: our answers to what the documents leave open.</param>
/// <param name="Packs">Every other *.json.</param>
/// <param name="Sources">sources/*.txt: the documents' own words.</param>
public sealed record PolicyLibrary(
    PolicyText Dictionary,
    PolicyText Readings,
    IReadOnlyList<PolicyText> Packs,
    IReadOnlyList<PolicyText> Sources
)
{
    private const string ReadingsFile = "readings.json";

    private static string Shipped => Path.Combine(AppContext.BaseDirectory, "policies");

    /// <summary>What this office goes by.</summary>
    public static PolicyLibrary Of(StoreOptions store) => Read(Shipped, Path.Combine(store.Directory, "policies"));

    /// <summary>The packs of one folder alone; readings and sources it lacks are the shipped ones.</summary>
    public static PolicyLibrary In(string folder) => Read(folder);

    /// <exception cref="PolicyFormatException">Names each file, place and reason.</exception>
    public PolicySet Parse() => PolicySet.Parse(Dictionary, Readings, Packs);

    private static PolicyLibrary Read(params string[] folders)
    {
        var files = Texts(folders, "*.json");
        var sources = Texts([.. folders.Select(f => Path.Combine(f, "sources"))], "*.txt");
        var dictionary = Path.Combine(AppContext.BaseDirectory, "data", "dictionaries", "categories.json");
        return new(
            Text(dictionary),
            files.GetValueOrDefault(ReadingsFile) ?? Text(Path.Combine(Shipped, ReadingsFile)),
            [.. files.Where(f => f.Key != ReadingsFile).Select(f => f.Value)],
            [.. (sources.Count > 0 ? sources : Texts([Path.Combine(Shipped, "sources")], "*.txt")).Values]
        );
    }

    /// <summary>By file name, so that a later folder's file replaces an earlier one's.</summary>
    private static SortedDictionary<string, PolicyText> Texts(string[] folders, string pattern)
    {
        var texts = new SortedDictionary<string, PolicyText>(StringComparer.Ordinal);
        foreach (var file in folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, pattern)))
        {
            texts[Path.GetFileName(file)] = Text(file);
        }

        return texts;
    }

    private static PolicyText Text(string path) => new(Path.GetFileName(path), File.ReadAllText(path));
}
