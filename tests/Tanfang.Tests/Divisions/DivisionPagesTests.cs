using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Tanfang.Divisions;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Xunit;

namespace Tanfang.Tests.Divisions;

public class DivisionPagesTests
{
    [Theory, BothStores]
    public async Task Name_typed_in_any_way_leads_to_the_village(Store store)
    {
        await using var host = await TestHost.StartAsync(store);

        foreach (var typed in new[] { "东阳关村", "黎城 东阳关村", "黎城县东阳关镇东阳关村", Desk.Village })
        {
            var found = await host.Client.GetFromJsonAsync<JsonElement>(
                new Uri($"/divisions/suggest?q={Uri.EscapeDataString(typed)}", UriKind.Relative),
                TestContext.Current.CancellationToken
            );
            Assert.Contains(
                found.EnumerateArray(),
                d => d.GetProperty("path").GetString() == "山西省长治市黎城县东阳关镇东阳关村民委员会"
            );
        }
    }

    [Theory, BothStores]
    public async Task Search_answers_at_most_twenty_and_nothing_for_nonsense(Store store)
    {
        await using var host = await TestHost.StartAsync(store);

        Assert.Equal(20, await Count("14"));
        Assert.Equal(0, await Count("没有这个地方"));
        Assert.Equal(0, await Count(""));
        Assert.Equal(0, await Count("%_'"));
        Assert.Equal(0, await Count(new string('东', 500)));

        async Task<int> Count(string typed) =>
            (
                await host.Client.GetFromJsonAsync<JsonElement>(
                    new Uri($"/divisions/suggest?q={Uri.EscapeDataString(typed)}", UriKind.Relative)
                )
            ).GetArrayLength();
    }

    [Theory, BothStores]
    public async Task Spreadsheet_words_with_or_without_endings_mean_one_village(Store store)
    {
        await using var host = await TestHost.StartAsync(store);

        await host.Do<ResolveVillage>(async resolve =>
        {
            var county = Assert.Single(await resolve.Counties("黎城", CancellationToken.None));
            Assert.Equal("140426", county.Code);
            Assert.Equal("140426", Assert.Single(await resolve.Counties("长治市黎城县", CancellationToken.None)).Code);
            foreach (
                var (town, village) in new[] { ("东阳关", "东阳关"), ("东阳关镇", "东阳关村"), ("", "东阳关村委会") }
            )
            {
                var found = await resolve.Run(county.Id, town, village, CancellationToken.None);
                Assert.Equal("东阳关村民委员会", found.Value.Name);
            }

            var missing = await resolve.Run(county.Id, "东阳关", "没有村", CancellationToken.None);
            Assert.Equal("village", Assert.Single(missing.Refusals).Field);
        });
    }

    [Theory, BothStores]
    public async Task Unknown_division_answers_404(Store store)
    {
        await using var host = await TestHost.StartAsync(store);

        using var answer = await host.Client.GetAsync(
            new Uri("/divisions/99999999", UriKind.Relative),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
