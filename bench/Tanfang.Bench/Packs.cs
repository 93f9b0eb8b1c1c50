using Tanfang.Policy;

namespace Tanfang.Bench;

/// <summary>The packs that ship.</summary>
internal static class Packs
{
    public static PolicySet Load()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Tanfang.slnx")))
        {
            root = root.Parent ?? throw new DirectoryNotFoundException("Tanfang.slnx");
        }
        var packs = Directory
            .GetFiles(Path.Combine(root.FullName, "policies"), "*.json")
            .Order(StringComparer.Ordinal)
            .ToList();
        var readings = packs.Single(p => Path.GetFileName(p) == "readings.json");
        packs.Remove(readings);
        return PolicySet.Parse(
            Read(Path.Combine(root.FullName, "data", "dictionaries", "categories.json")),
            Read(readings),
            packs.ConvertAll(Read)
        );
    }

    private static PolicyText Read(string path) => new(Path.GetFileName(path), File.ReadAllText(path));
}
