using System.Text.RegularExpressions;

namespace Tanfang.Tests.Architecture;

/// <summary>What a compiler does not mind and a reader does: long files, vague names, a namespace that is not the folder.</summary>
internal static partial class SourceRules
{
    public const int LongestFile = 350;
    public const int LongestProgram = 80;
    private static readonly string[] VagueEndings = ["Service", "Manager", "Helper", "Extensions", "Repository"];
    private static readonly string[] Kinds = [".cs", ".cshtml", ".ts", ".vue", ".sql"];
    private static readonly string[] NotOurs = ["bin", "obj", "artifacts", "node_modules", "Migrations", "Compiled"];

    public static IEnumerable<(string Path, string Text)> Files(string root) =>
        new[] { "src", "tests", "tools", "bench" }
            .Select(folder => Path.Combine(root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Select(path => (Path: Path.GetRelativePath(root, path).Replace('\\', '/'), Full: path))
            .Where(file => Kinds.Contains(Path.GetExtension(file.Path)) && !file.Path.Split('/').Any(NotOurs.Contains))
            .Select(file => (file.Path, File.ReadAllText(file.Full)));

    public static IEnumerable<string> TooLong(IEnumerable<(string Path, string Text)> files) =>
        from file in files
        let lines = file.Text.AsSpan().TrimEnd('\n').Count('\n') + 1
        let limit = file.Path == "src/Tanfang/Program.cs" ? LongestProgram : LongestFile
        where lines > limit
        select $"{file.Path} has {lines} lines; {limit} are allowed";

    /// <summary>In the host a namespace is its folder; otherwise the walls between modules could be talked away.</summary>
    public static IEnumerable<string> Misplaced(IEnumerable<(string Path, string Text)> files) =>
        from file in files
        where
            file.Path.StartsWith("src/Tanfang/", StringComparison.Ordinal)
            && file.Path.EndsWith(".cs", StringComparison.Ordinal)
        let folder = Path.GetDirectoryName(file.Path)!["src/".Length..].Replace('\\', '/').Replace('/', '.')
        from Match name in Namespace().Matches(file.Text)
        where name.Groups[1].Value != folder && !ModuleWalls.IsFloor(folder, name.Groups[1].Value)
        select $"{file.Path} lies in {folder} and calls itself {name.Groups[1].Value}";

    public static IEnumerable<string> VagueNames(IEnumerable<string> typeNames) =>
        typeNames.Where(name =>
            VagueEndings.Any(ending => name.Split('`')[0].EndsWith(ending, StringComparison.Ordinal))
        );

    /// <summary>The names of the types written in this assembly; what compilers and generators add is not ours to name.</summary>
    public static IReadOnlyList<string> TypeNames(string assembly, string root)
    {
        using var references = new References(assembly);
        var metadata = references.Metadata;
        return
        [
            .. metadata
                .TypeDefinitions.Where(handle => Mentions.Name(metadata, handle).Namespace.Split('.')[0] == root)
                .Select(handle => metadata.GetString(metadata.GetTypeDefinition(handle).Name))
                .Where(name => !name.Contains('<', StringComparison.Ordinal)),
        ];
    }

    [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
