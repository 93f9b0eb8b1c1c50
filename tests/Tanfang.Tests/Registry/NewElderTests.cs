using System.Net;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Registry;

public class NewElderTests
{
    private static readonly (string, string)[] Filled =
    [
        ("Form.Name", "测试甲"),
        ("Form.BirthDate", "1941-03-02"),
        ("Form.Division", Desk.Village),
        ("Form.Categories", "livingAlone"),
        ("Form.Categories", "minimumLiving"),
        ("Form.Consent", "Willing"),
        ("Form.ConsentGivenBy", "本人"),
        ("Form.ContactName", "测试子"),
        ("Form.ContactPhone", "13800001111"),
        ("Form.EnrolledOn", "2026-01-05"),
    ];

    [Theory, BothStores]
    public async Task Filled_form_begins_a_file(Store store)
    {
        await using var host = await TestHost.StartAsync(store);

        using var answer = await host.SubmitAsync("/elders/new", Filled);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = await host.Page(answer.Headers.Location!.ToString());
        Assert.Contains("独居", page, StringComparison.Ordinal);
        Assert.Contains("低保", page, StringComparison.Ordinal);
        Assert.Contains("138****1111", page, StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Same_person_twice_is_asked_about(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        using (await host.SubmitAsync("/elders/new", Filled)) { }

        using var again = await host.SubmitAsync("/elders/new", Filled);
        Assert.Contains(
            "同名、同一出生日期",
            await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        using var other = await host.SubmitAsync("/elders/new", [.. Filled, ("Form.IsSomebodyElse", "true")]);
        Assert.Equal(HttpStatusCode.Redirect, other.StatusCode);
    }

    [Theory, BothStores]
    public async Task Township_as_home_and_empty_form_are_refused(Store store)
    {
        await using var host = await TestHost.StartAsync(store);

        using var township = await host.SubmitAsync(
            "/elders/new",
            [.. Filled.Where(f => f.Item1 != "Form.Division"), ("Form.Division", "140426101")]
        );
        using var empty = await host.SubmitAsync("/elders/new");

        Assert.Contains(
            "请选到村、社区或嘎查",
            await township.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        var page = await empty.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("姓名没有填", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#Form_Division\"", page, StringComparison.Ordinal);
    }
}
