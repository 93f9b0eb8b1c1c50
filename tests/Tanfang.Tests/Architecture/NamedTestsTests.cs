using System.Text.RegularExpressions;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Architecture;

/// <summary>A document that says "tested" names a test that is there.</summary>
public sealed partial class NamedTestsTests
{
    [Theory]
    [InlineData("docs/security.md", 20)]
    [InlineData("docs/asvs.md", 30)]
    public void Every_test_that_is_named_exists(string document, int least)
    {
        var named = Named().Matches(File.ReadAllText(Path.Combine(Repository.Root, document)));
        var there = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Test().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value))
            .ToHashSet(StringComparer.Ordinal);

        var names = named.Select(m => m.Groups[1].Value).Distinct().ToList();

        Assert.InRange(names.Count, least, int.MaxValue);
        Assert.Equal([], names.Except(there).Order());
    }

    [GeneratedRegex("`([A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"public (?:async Task|Task|void) (\w+)\(")]
    private static partial Regex Test();
}
