using System.Reflection.Metadata;

namespace Tanfang.Tests.Architecture;

/// <summary>What an assembly of pure rules must not touch: packages, files, network, machine, clock, chance.</summary>
internal static class Purity
{
    private static readonly string[] HarmlessIO =
    [
        "Stream",
        "MemoryStream",
        "TextReader",
        "TextWriter",
        "StringReader",
        "StringWriter",
        "IOException",
        "InvalidDataException",
    ];

    private static readonly string[] Types =
    [
        "System.Console",
        "System.Random",
        "System.TimeProvider",
        "System.TimeZoneInfo",
        "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch",
        "System.Security.Cryptography.RandomNumberGenerator",
        "System.Threading.Timer",
        "System.Threading.PeriodicTimer",
        "System.Threading.Thread",
    ];

    private static readonly string[] Members =
    [
        "System.DateTime.get_Now",
        "System.DateTime.get_UtcNow",
        "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow",
        "System.Guid.NewGuid",
        "System.Guid.CreateVersion7",
    ];

    public static IReadOnlyList<string> Stains(string assembly)
    {
        using var references = new References(assembly);
        var metadata = references.Metadata;
        var libraries = metadata
            .AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .Where(name => name != "System" && !name.StartsWith("System.", StringComparison.Ordinal));
        var types = metadata.TypeReferences.Select(handle => Mentions.Name(metadata, handle)).Where(IsImpure);
        var members = metadata
            .MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => $"{Mentions.Name(metadata, member.Parent)}.{metadata.GetString(member.Name)}")
            .Where(Members.Contains);
        // Every `yield` of the compiler asks Environment for its thread; anything else of it is the machine.
        var machine = metadata
            .MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Where(member => metadata.GetString(member.Name) != "get_CurrentManagedThreadId")
            .Select(member => Mentions.Name(metadata, member.Parent).ToString())
            .Where(type => type == "System.Environment");
        return
        [
            .. libraries
                .Concat(machine)
                .Concat(types.Select(type => type.ToString()))
                .Concat(members)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsImpure(TypeName type) =>
        Types.Contains(type.ToString())
        || (type.Namespace == "System.IO" && !HarmlessIO.Contains(type.Name))
        || type.Namespace == "System.Net"
        || type.Namespace.StartsWith("System.Net.", StringComparison.Ordinal);
}
