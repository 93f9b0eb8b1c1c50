using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Xunit;

namespace Tanfang.Tests.Divisions;

/// <summary>The wizard as a browser without scripts walks it.</summary>
public partial class DivisionWizardTests
{
    [Theory, BothStores]
    public async Task Merger_is_walked_through_step_by_step_and_confirmed_once_while_somebody_visits(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol();
        var from = await host.DivisionId(Desk.Village);

        var draft = await Go(host, "/divisions/changes/new", ("Kind", "Merge"), ("From", $"{from}"));
        Assert.EndsWith("/places", draft, StringComparison.Ordinal);
        var next = await Go(host, draft, ("Into", Desk.OtherVillage));
        Assert.EndsWith("/document", next, StringComparison.Ordinal);
        Assert.Contains(
            "东阳关村民委员会并入火巷道村民委员会",
            await host.Page("/divisions/changes"),
            StringComparison.Ordinal
        );
        var early = await host.Page(draft.Replace("places", "preview", StringComparison.Ordinal));
        Assert.Contains("没有写批准文件", early, StringComparison.Ordinal);
        var preview = await Go(host, next, ("DocumentTitle", "批复"), ("On", "2026-11-19"));
        var page = await host.Page(preview);
        Assert.Contains("测*甲", page, StringComparison.Ordinal);
        Assert.DoesNotContain("测试甲", page, StringComparison.Ordinal);

        var (seen, token) = (("Seen", Seen().Match(page).Groups[1].Value), Token().Match(page).Groups[1].Value);
        var answers = await Task.WhenAll(
            Post(host, preview, token, seen),
            Post(host, preview, token, seen),
            Post(host, $"/elders/{elder}/attempts/new", token, ("Form.HappenedOn", "2026-11-19"))
        );
        Assert.All(answers[..2], a => Assert.Equal(HttpStatusCode.Redirect, a.StatusCode));
        Assert.NotEqual(HttpStatusCode.InternalServerError, answers[2].StatusCode);
        Array.ForEach(answers, a => a.Dispose());
        Assert.Equal(await host.DivisionId(Desk.OtherVillage), (await host.Elder(elder)).HomeId);
        await using var db = host.Store.Open();
        Assert.Equal(
            1,
            await db.Changes.CountAsync(c => c.Action == "division.changed", TestContext.Current.CancellationToken)
        );

        var told = await host.Page($"/divisions/{from}");
        Assert.Contains("2026-11-19 撤销", told, StringComparison.Ordinal);
        Assert.Contains("/divisions/changes/", told, StringComparison.Ordinal);
        Assert.Contains(
            "本月区划有变更",
            await host.Page("/rates?division=140426101&month=2026-11"),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "本月区划有变更",
            await host.Page("/rates?division=140426101&month=2026-10"),
            StringComparison.Ordinal
        );

        // The reverse is drafted from the page of the change.
        var change = preview.Replace("/preview", "", StringComparison.Ordinal);
        var reverse = await Go(host, $"{change}?handler=undo", change);
        Assert.EndsWith("/document", reverse, StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Split_is_kept_as_a_draft_with_everything_typed(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.Enrol();
        var from = await host.DivisionId(Desk.Village);
        var draft = await Go(host, "/divisions/changes/new", ("Kind", "Split"), ("From", $"{from}"));
        var next = await Go(
            host,
            draft,
            ("Targets[0].Name", "关东村民委员会"),
            ("Targets[0].Code", Desk.Village),
            ("Targets[0].Groups", "1-3组"),
            ("Targets[1].Name", "关西村民委员会")
        );
        Assert.EndsWith("/people", next, StringComparison.Ordinal);
        var again = await host.Page(draft);
        Assert.Contains("关东村民委员会", again, StringComparison.Ordinal);
        Assert.Contains("1-3组", again, StringComparison.Ordinal);
        var people = await host.Page(next);
        Assert.Contains("测*甲", people, StringComparison.Ordinal);
        Assert.Contains("<option value=\"\">还没有划定", people, StringComparison.Ordinal);

        using var kind = await host.SubmitAsync("/divisions/changes/new", ("Kind", ""));
        Assert.Equal(HttpStatusCode.OK, kind.StatusCode);
        using var unknown = await host.Client.GetAsync(
            new Uri($"/divisions/changes/{Guid.Empty}/preview", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private static Task<string> Go(TestHost host, string page, params (string, string)[] fields) =>
        Go(host, page, page, fields);

    private static async Task<string> Go(TestHost host, string to, string page, params (string, string)[] fields)
    {
        using var answer = await Post(host, to, Token().Match(await host.Page(page)).Groups[1].Value, fields);
        Assert.True(
            answer.StatusCode == HttpStatusCode.Redirect,
            answer.StatusCode == HttpStatusCode.OK
                ? await answer.Content.ReadAsStringAsync()
                : answer.StatusCode.ToString()
        );
        return answer.Headers.Location!.ToString();
    }

    private static async Task<HttpResponseMessage> Post(
        TestHost host,
        string to,
        string token,
        params (string Name, string Value)[] fields
    )
    {
        using var content = new FormUrlEncodedContent(
            fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))
        );
        return await host.Client.PostAsync(new Uri(to, UriKind.Relative), content);
    }

    [GeneratedRegex("name=\"Seen\" value=\"([^\"]+)\"")]
    private static partial Regex Seen();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
