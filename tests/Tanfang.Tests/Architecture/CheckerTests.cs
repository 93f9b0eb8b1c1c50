using Xunit;

namespace Tanfang.Tests.Architecture;

/// <summary>The checks of the architecture, shown breaches: a check that cannot fail is worth nothing.</summary>
public sealed class CheckerTests
{
    private static readonly string Here = typeof(CheckerTests).Assembly.Location;

    [Fact]
    public void Every_way_of_reaching_into_another_module_is_reported_and_nothing_else()
    {
        Assert.Equal(
            [
                Breach("ByArgumentOfAGeneric"),
                Breach("ByAttribute", "SecretMarkAttribute"),
                Breach("ByBase"),
                Breach("ByCatch", "SecretMishap"),
                Breach("ByConstraint`1"),
                Breach("ByField"),
                Breach("ByLambda"),
                Breach("ByLocal"),
                Breach("ByParameter"),
                Breach("ByStaticCall"),
                Breach("BySwitch"),
                Breach("ByTypeInAnAttribute"),
                Breach("ByTypeof"),
            ],
            ModuleWalls.Breaches(Here, "Fixture")
        );
    }

    [Theory]
    [InlineData("xunit.v3.core")]
    [InlineData("System.IO.File")]
    [InlineData("System.Net.Http.HttpClient")]
    [InlineData("System.Random")]
    [InlineData("System.Environment")]
    [InlineData("System.DateTime.get_UtcNow")]
    [InlineData("System.Guid.NewGuid")]
    public void Rules_that_touch_the_world_are_reported(string stain) => Assert.Contains(stain, Purity.Stains(Here));

    [Fact]
    public void Long_files_are_reported()
    {
        var allowed = string.Concat(Enumerable.Repeat("a\n", 80));
        Assert.Equal(
            [
                "src/Tanfang/Program.cs has 81 lines; 80 are allowed",
                "src/Tanfang/Visits/Visit.cs has 351 lines; 350 are allowed",
            ],
            SourceRules.TooLong([
                ("src/Tanfang/Program.cs", allowed + "b\n"),
                ("src/Tanfang/Visits/Visit.cs", string.Concat(Enumerable.Repeat("a\n", 351))),
                ("src/Tanfang/Visits/VisitsModule.cs", string.Concat(Enumerable.Repeat("a\n", 350))),
            ])
        );
    }

    [Fact]
    public void A_namespace_that_is_not_its_folder_is_reported() =>
        Assert.Equal(
            [
                "src/Tanfang/Visits/Recording/RecordVisit.cs lies in Tanfang.Visits.Recording and calls itself Tanfang.Visits",
            ],
            SourceRules.Misplaced([
                ("src/Tanfang/Visits/Recording/RecordVisit.cs", "using System;\n\nnamespace Tanfang.Visits;\n"),
                ("src/Tanfang/Visits/Visit.cs", "namespace Tanfang.Visits;\n"),
                ("src/Tanfang/Shared/Layout/Pager.cs", "namespace Tanfang.Shared;\n"),
            ])
        );

    [Fact]
    public void Vague_names_are_reported() =>
        Assert.Equal(
            ["VisitService", "Repository`1", "DateHelper"],
            SourceRules.VagueNames([
                "VisitService",
                "Visit",
                "Repository`1",
                "DateHelper",
                "ServiceArea",
                "VisitsModule",
            ])
        );

    [Fact]
    public void The_names_of_this_program_are_read() =>
        Assert.Contains(nameof(CheckerTests), SourceRules.TypeNames(Here, "Tanfang"));

    private static string Breach(string offender, string target = "Secret") =>
        $"Fixture.Alpha.{offender} reaches into Fixture.Beta.Inner.{target}";
}
