namespace Tanfang.TestKit;

/// <summary>Where the project's files are, for tests that read the sources or leave something to look at.</summary>
public static class Repository
{
    /// <summary>The folder that holds everything.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A folder under artifacts/, made when it is missing.</summary>
    public static string Artifacts(string name) =>
        Directory.CreateDirectory(Path.Combine(Root, "artifacts", name)).FullName;

    private static string Find(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "Tanfang.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("The tests run outside the project's folder.");
    }
}
