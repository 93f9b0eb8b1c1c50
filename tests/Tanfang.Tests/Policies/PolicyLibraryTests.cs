using Tanfang.Data;
using Tanfang.Policies;
using Tanfang.Policies.Checking;
using Tanfang.Policy;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Policies;

public sealed class PolicyLibraryTests : IDisposable
{
    private readonly StoreOptions store = new(Directory.CreateTempSubdirectory("tanfang-policies-").FullName);
    private readonly DateOnly day = new(2026, 11, 19);

    public void Dispose() => Directory.Delete(store.Directory, recursive: true);

    [Fact]
    public void Every_shipped_quote_holds()
    {
        var result = CheckPolicies.Run(PolicyLibrary.Of(store), day);

        Assert.DoesNotContain(result.Findings, f => f.Failure);
        Assert.True(result.Holds);
        Assert.Equal(4, result.Packs);
    }

    [Fact]
    public void A_changed_quote_is_found()
    {
        var shipped = Path.Combine(Repository.Root, "policies", "changzhi-2023-38.json");
        Add("changzhi-2023-38.json", File.ReadAllText(shipped).Replace("每周至少上门探访一次", "每周至少上门探访两次"));

        var result = CheckPolicies.Run(PolicyLibrary.Of(store), day);

        Assert.False(result.Holds);
        Assert.All(result.Findings.Where(f => f.Failure), f => Assert.Equal("changzhi-2023-38.json", f.File));
    }

    [Fact]
    public void A_file_of_the_same_name_takes_the_shipped_ones_place()
    {
        var shipped = Path.Combine(Repository.Root, "policies", "changzhi-2023-38.json");
        Add("changzhi-2023-38.json", File.ReadAllText(shipped).Replace("重点探访", "本地重点"));

        var policies = PolicyLibrary.Of(store).Parse();

        Assert.Equal("本地重点", policies.RuleOf("changzhi-2023-38/key")!.Name);
        Assert.Equal(4, policies.Packs.Count);
    }

    [Fact]
    public void A_pack_that_is_wrong_is_named()
    {
        Add("county.json", "{\"id\":\"county\",\"nonsense\":1}");

        var wrong = Assert.Throws<PolicyFormatException>(() => PolicyLibrary.Of(store).Parse());

        Assert.Contains(wrong.Problems, p => p.File == "county.json");
    }

    private void Add(string file, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(store.Directory, "policies")).FullName;
        File.WriteAllText(Path.Combine(folder, file), text);
    }
}
