using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Tanfang.Tests.Visits;
using Xunit;
using Filing = Tanfang.Tests.Registry.Desk;

namespace Tanfang.Tests.Obligations;

public class VillageLedgerTests
{
    [Theory, BothStores]
    public async Task Village_ledger_has_a_masked_row_for_each_elder_with_the_visits_of_the_month(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var draft = Filing.Draft("测试甲") with { Address = "3组12号", Phone = "13800000001" };
        var elder = await host.Enrol(draft);
        await host.Enrol(Filing.Draft("测试乙"), Filing.OtherVillage);
        (string, string)[] found =
        [
            ("mode", "onSite"),
            ("gas", "safe"),
            ("visitors", "李探访"),
            ("happenedOn", "2026-11-03"),
        ];
        await host.FillAsync($"/elders/{elder}/visits/new", found);

        var page = await host.OpenAsync($"/ledger?division={Filing.Village}");
        var earlier = await host.OpenAsync($"/ledger?division={Filing.Village}&month=2026-10");
        var township = await host.OpenAsync("/ledger?division=140426101");
        var book = await host.Client.GetByteArrayAsync(
            new Uri($"/ledger?division={Filing.Village}&handler=Xlsx", UriKind.Relative),
            TestContext.Current.CancellationToken
        );

        Assert.Contains("测*甲", page, StringComparison.Ordinal);
        Assert.Contains("3组***", page, StringComparison.Ordinal);
        Assert.Contains("11月3日", page, StringComparison.Ordinal);
        Assert.Contains("每月至少 1 次（民发", page, StringComparison.Ordinal);
        Assert.Contains("共 1 人", page, StringComparison.Ordinal);
        foreach (var hidden in new[] { "测试甲", "测*乙", "12号", "13800000001" })
            Assert.DoesNotContain(hidden, page, StringComparison.Ordinal);
        Assert.DoesNotContain("11月3日", earlier, StringComparison.Ordinal);
        Assert.Contains($"division={Filing.OtherVillage}", township, StringComparison.Ordinal);
        Assert.True(book.Length > 1000);
    }

    [Theory]
    [InlineData("3组12号", "3组***")]
    [InlineData("东街7号", "***")]
    [InlineData(null, "")]
    public void Group_is_shown_and_the_door_is_not(string? address, string shown) =>
        Assert.Equal(shown, Tanfang.Shared.Mask.Address(address));
}
