using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Architecture;

/// <summary>The house as it stands. That these checks can fail is shown in <see cref="CheckerTests"/>.</summary>
public sealed class ArchitectureTests
{
    private static readonly string Host = Path.Combine(AppContext.BaseDirectory, "tanfang.dll");
    private static readonly string Policy = Path.Combine(AppContext.BaseDirectory, "Tanfang.Policy.dll");

    [Fact]
    public void Modules_speak_to_each_other_through_their_faces_only() => None(ModuleWalls.Breaches(Host, "Tanfang"));

    [Fact]
    public void Policy_knows_no_package_no_machine_no_clock_and_no_chance() => None(Purity.Stains(Policy));

    [Fact]
    public void Files_are_short() => None(SourceRules.TooLong(SourceRules.Files(Repository.Root)));

    [Fact]
    public void Namespaces_of_the_host_are_their_folders() =>
        None(SourceRules.Misplaced(SourceRules.Files(Repository.Root)));

    [Fact]
    public void Types_are_named_after_what_they_are() =>
        None(
            SourceRules.VagueNames([
                .. SourceRules.TypeNames(Host, "Tanfang"),
                .. SourceRules.TypeNames(Policy, "Tanfang"),
            ])
        );

    private static void None(IEnumerable<string> complaints)
    {
        var all = string.Join('\n', complaints);
        Assert.True(all.Length == 0, all);
    }
}
