namespace Tanfang.Tests.Architecture;

/// <summary>
/// Folders are rooms: a module speaks to another through that one's top namespace, never with its inner ones.
/// Shared, Data and Demo are no modules: the first two are the floor everybody stands on, the third plays the user.
/// </summary>
internal static class ModuleWalls
{
    private static readonly string[] NoModules = ["Shared", "Data", "Demo"];

    public static IReadOnlyList<string> Breaches(string assembly, string root)
    {
        using var references = new References(assembly);
        return
        [
            .. references
                .Read()
                .Where(pair => Breaks(Place(pair.From, root), Place(pair.To, root)))
                .Select(pair => $"{pair.From} reaches into {pair.To}")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool Breaks((string Module, bool Inner) from, (string Module, bool Inner) to) =>
        to.Inner && from.Module != to.Module && IsModule(from.Module) && IsModule(to.Module);

    private static bool IsModule(string module) => module.Length > 0 && !NoModules.Contains(module);

    /// <summary>Where no walls stand, a file in an inner folder may call itself by the room's name alone.</summary>
    public static bool IsFloor(string folder, string name) =>
        NoModules.Any(room => name == $"Tanfang.{room}") && folder.StartsWith(name + ".", StringComparison.Ordinal);

    /// <summary>Which room a type is in, and whether behind its face. A compiled page's namespace is its folder too.</summary>
    private static (string Module, bool Inner) Place(TypeName type, string root)
    {
        if (!type.Namespace.StartsWith(root + ".", StringComparison.Ordinal))
            return ("", false);
        var path = type.Namespace[(root.Length + 1)..].Split('.');
        return (path[0], path.Length > 1);
    }
}
