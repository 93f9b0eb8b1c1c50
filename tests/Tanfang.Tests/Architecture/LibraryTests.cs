using System.Security.Cryptography;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Architecture;

/// <summary>Files of others in wwwroot/lib are what was published, to the byte.</summary>
public sealed class LibraryTests
{
    [Theory]
    [InlineData("jsqr-1.4.0/jsQR.js", "bc40c8a15196236b2314db0856f72ca0b49980cd5413b8c852a7349f5fee0859")]
    [InlineData(
        "echarts-6.1.0/echarts.common.min.js",
        "61f13280aba3161f77fc801bf5f9c786f55f10432153a0683fc5cc0700b013d5"
    )]
    public void A_library_is_the_published_file_and_has_its_licence_beside_it(string file, string sha256)
    {
        var path = Path.Combine(Repository.Root, "src", "Tanfang", "wwwroot", "lib", file);

        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
        Assert.Contains(
            "Apache License",
            File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, "LICENSE")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Every_library_is_pinned()
    {
        var lib = Path.Combine(Repository.Root, "src", "Tanfang", "wwwroot", "lib");

        Assert.Equal(
            ["echarts.common.min.js", "jsQR.js"],
            Directory
                .EnumerateFiles(lib, "*.js", SearchOption.AllDirectories)
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal)
        );
    }
}
