namespace Tanfang.Policy.Tests;

/// <summary>The packs, dictionary and texts that ship, read from the repository.</summary>
internal static class Shipped
{
    private static readonly string Root = FindRoot();

    public static PolicyText Dictionary { get; } = Read("data/dictionaries/categories.json");

    public static PolicyText Readings { get; } = Read("policies/readings.json");

    public static IReadOnlyList<PolicyText> Packs { get; } =
    [
        .. Directory
            .GetFiles(Path.Combine(Root, "policies"), "*.json")
            .Where(f => Path.GetFileName(f) != "readings.json")
            .Order(StringComparer.Ordinal)
            .Select(f => Read(Path.GetRelativePath(Root, f))),
    ];

    public static IReadOnlyList<PolicyText> Sources { get; } =
    [
        .. Directory
            .GetFiles(Path.Combine(Root, "policies", "sources"))
            .Order(StringComparer.Ordinal)
            .Select(f => Read(Path.GetRelativePath(Root, f))),
    ];

    public static PolicySet Policies { get; } = PolicySet.Parse(Dictionary, Readings, Packs);

    private static PolicyText Read(string path) =>
        new(Path.GetFileName(path), File.ReadAllText(Path.Combine(Root, path)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tanfang.slnx")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new DirectoryNotFoundException("Tanfang.slnx");
    }
}
