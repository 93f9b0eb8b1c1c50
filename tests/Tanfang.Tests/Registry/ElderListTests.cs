using System.Net;
using System.Text.RegularExpressions;
using Tanfang.Registry;
using Tanfang.Registry.Browsing;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Registry;

public partial class ElderListTests
{
    [Theory, BothStores]
    public async Task Name_is_found_by_characters_pinyin_and_initials(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.Enrol(Desk.Draft("张桂英"));
        await host.Enrol(Desk.Draft("吕秀兰") with { BirthDate = new(1950, 1, 1) });
        await host.Enrol(Desk.Draft("阿依古丽·买买提") with { BirthDate = new(1951, 1, 1) });

        Assert.Equal(["张桂英"], await Names(host, "q=桂英"));
        Assert.Equal(["张桂英"], await Names(host, "q=zhanggui"));
        Assert.Equal(["张桂英"], await Names(host, "q=ZGY"));
        Assert.Equal(["吕秀兰"], await Names(host, "q=lv"));
        Assert.Equal(["阿依古丽·买买提"], await Names(host, "q=古丽•买"));
        Assert.Empty(await Names(host, "q=11010119410302"));
        Assert.Empty(await Names(host, "q=%25"));
    }

    [Theory, BothStores]
    public async Task Every_filter_narrows_the_list(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var first = await host.Enrol(Desk.Draft("测试甲"));
        await host.Enrol(Desk.Draft("测试乙") with { Categories = [new("disability")] }, Desk.OtherVillage);
        await host.Enrol(Desk.Draft("测试丙") with { BirthDate = new(1967, 3, 2) });
        await host.Enrol(Desk.Draft("测试丁") with { Consent = ConsentState.Refused });
        await host.EnterFact(first, "leave", ("Form.Key", "moved"), ("Form.On", "2026-11-01"));

        Assert.Equal(["测试丁", "测试乙"], await Names(host, ""));
        Assert.Equal(["测试丁"], await Names(host, $"division={Desk.Village}"));
        Assert.Equal(4, (await Names(host, "division=黎城县&state=all")).Count);
        Assert.Equal(["测试乙"], await Names(host, "category=disability"));
        Assert.Equal(["测试丙"], await Names(host, "state=under"));
        Assert.Equal(["测试甲"], await Names(host, "state=left"));
        Assert.Equal(["测试丁"], await Names(host, "state=refused"));
        Assert.Equal(["测试丁", "测试乙"], await Names(host, "responsible=no"));
        Assert.Empty(await Names(host, "responsible=yes"));
        Assert.Contains(
            "2027-03-02 满60周岁自动纳入",
            await host.Page("/elders?state=under"),
            StringComparison.Ordinal
        );
    }

    [Theory, BothStores]
    public async Task Sorting_by_what_is_sealed_or_unknown_is_as_not_asked(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.Enrol(Desk.Draft("测试乙") with { BirthDate = new(1930, 1, 1) });
        await host.Enrol(Desk.Draft("测试甲"));

        Assert.Equal(["测试甲", "测试乙"], await Names(host, "sort=IdNumber"));
        Assert.Equal(["测试乙", "测试甲"], await Names(host, "sort=birth"));
        Assert.Equal(["测试甲", "测试乙"], await Names(host, "sort=-birth"));
        Assert.Equal(["测试甲", "测试乙"], await Names(host, "sort=name;drop table elders"));
    }

    [Theory, BothStores]
    public async Task Senseless_pages_and_sizes_answer_with_the_ordinary_page(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.Enrol();

        foreach (var query in new[] { "size=1000000000", "size=-1", "size=abc", "p=1000000000", "p=-5", "p=x&size=0" })
        {
            using var answer = await host.Client.GetAsync(
                new Uri($"/elders?{query}", UriKind.Relative),
                TestContext.Current.CancellationToken
            );
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains(
                "第 1–1 人，共 1 人",
                await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal
            );
        }
    }

    [Theory, BothStores]
    public async Task Scope_of_another_county_sees_nobody(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol();
        var other = Scope.Of(await host.DivisionId("140425"));
        var own = Scope.Of(await host.DivisionId("140426"));

        Assert.Equal(0, (await Found(host, other)).Total);
        Assert.Equal(0, (await Found(host, Scope.Nothing)).Total);
        Assert.Equal(1, (await Found(host, own)).Total);
        await host.Do<ReadElder>(async read =>
        {
            Assert.Null(await read.Run(other, elder, new(2026, 11, 19), CancellationToken.None));
            Assert.Null(await read.Run(own, Guid.Empty, new(2026, 11, 19), CancellationToken.None));
            Assert.NotNull(await read.Run(own, elder, new(2026, 11, 19), CancellationToken.None));
        });
    }

    private static Task<Page<ElderRow>> Found(TestHost host, Scope scope) =>
        host.Do<FindElders, Page<ElderRow>>(find => find.Run(scope, new ElderFilter(), CancellationToken.None));

    private static async Task<List<string>> Names(TestHost host, string query)
    {
        using var answer = await host.Client.GetAsync(
            new Uri($"/elders?{query}", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        var page =
            answer.StatusCode == HttpStatusCode.Redirect ? answer.Headers.Location!.ToString() : $"/elders?{query}";
        return [.. Row().Matches(await host.Page(page)).Select(m => m.Groups[1].Value)];
    }

    [GeneratedRegex("<th scope=\"row\"><a href=\"/elders/[^\"]+\">([^<]+)</a>")]
    private static partial Regex Row();
}
