using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.TestKit;
using Tanfang.Tests.Access;
using Tanfang.Tests.Registry;
using Xunit;

namespace Tanfang.Tests.Workforce;

public sealed class FeedbackTests
{
    private const string Said = "名单太长，老是找不到人";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task What_a_visitor_sends_is_kept_once_and_read_and_answered_in_their_area_only(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await Session.Create(host, "fang", Role.Visitor, Desk.Village, await SignInTests.Visitor(host));
        using var device = host.NewClient();
        await Session.SignInDevice(device, "fang");
        var id = Guid.CreateVersion7();

        Assert.Equal(HttpStatusCode.NoContent, await Send(device, id, Said));
        Assert.Equal(HttpStatusCode.NoContent, await Send(device, id, Said));
        Assert.Equal(HttpStatusCode.NoContent, await Send(device, Guid.CreateVersion7(), new string('长', 1000)));
        Assert.Equal(HttpStatusCode.BadRequest, await Send(device, Guid.CreateVersion7(), new string('长', 1001)));
        Assert.Equal(HttpStatusCode.BadRequest, await Send(device, Guid.CreateVersion7(), "  "));
        Assert.Equal(HttpStatusCode.BadRequest, await Send(device, Guid.NewGuid(), Said));
        Assert.Equal(HttpStatusCode.Unauthorized, await Send(host.Client, Guid.CreateVersion7(), Said));

        using var far = await Session.SignedIn(host, Role.CountyOfficer, Askers.Other);
        using var officer = await Session.SignedIn(host, Role.TownshipOfficer, "140426101");
        Assert.DoesNotContain(Said, await far.Read("/feedback"), StringComparison.Ordinal);
        var token = Session.TokenIn(await far.Read("/account/password"));
        using var form = new FormUrlEncodedContent([
            new("Said", $"{id}"),
            new("Words", "不归我管"),
            new("__RequestVerificationToken", token),
        ]);
        using var foreign = await far.Client.PostAsync(new Uri("/feedback", UriKind.Relative), form, Cancel);
        Assert.Contains("找不到这一条", await foreign.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var list = await officer.Read("/feedback");
        Assert.Contains(Said, list, StringComparison.Ordinal);
        Assert.Contains("姓名fang", list, StringComparison.Ordinal);
        using var empty = await officer.Post("/feedback", ("Said", $"{id}"), ("Words", " "));
        Assert.Contains("没有写答复", await empty.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var done = await officer.Post("/feedback", ("Said", $"{id}"), ("Words", "名单已分村"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Contains("答复：名单已分村", await officer.Read("/feedback"), StringComparison.Ordinal);
        await using var db = host.Store.Open();
        Assert.Equal(
            (2, 1),
            (await db.Feedback.CountAsync(Cancel), await db.Feedback.CountAsync(f => f.AnsweredAt != null, Cancel))
        );
    }

    private static async Task<HttpStatusCode> Send(HttpClient client, Guid id, string text)
    {
        using var answer = await client.PostAsJsonAsync(
            new Uri("/api/v1/feedback", UriKind.Relative),
            new { id, text },
            Cancel
        );
        return answer.StatusCode;
    }
}
