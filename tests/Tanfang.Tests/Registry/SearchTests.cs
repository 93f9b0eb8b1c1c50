using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tanfang.Registry.Searching;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Registry;

/// <summary>找人: one box, everything by which people are looked for.</summary>
public sealed partial class SearchTests
{
    private const string Address = "3组12号";

    [Theory, BothStores]
    public async Task Anybody_is_found_by_name_readings_phone_and_door_and_no_address_says_whom(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var shan = await host.Enrol(
            Desk.Draft("单长乐") with
            {
                Phone = "13800001234",
                Address = Address,
                IdNumber = "990101194103020020",
            }
        );
        await host.Enrol(
            Desk.Draft("王秀兰") with
            {
                BirthDate = new(1950, 1, 1),
                Phone = "13900001234",
                Address = "三组 5 号",
            },
            Desk.OtherVillage
        );
        await host.Enrol(
            Desk.Draft("李四妹") with
            {
                BirthDate = new(1951, 1, 1),
                Contacts = [new("李五", "女儿", "0355-6569876")],
            }
        );

        Assert.Equal(["单长乐"], await Find(host, "shanchang"));
        Assert.Equal(["单长乐"], await Find(host, "danzhangyue"));
        Assert.Equal(["单长乐"], await Find(host, "szy"));
        Assert.Equal(["单长乐"], await Find(host, "长乐"));
        Assert.Equal(["单长乐"], await Find(host, "990101194103020020"));
        Assert.Equal(["单长乐", "王秀兰"], await Find(host, "1234"));
        Assert.Equal(["单长乐"], await Find(host, "138 0000 1234"));
        Assert.Equal(["李四妹"], await Find(host, "9876"));
        Assert.Equal(["李四妹"], await Find(host, "03556569876"));
        Assert.Equal(["单长乐", "王秀兰"], await Find(host, "三组"));
        Assert.Equal(["单长乐"], await Find(host, "3组12号"));
        Assert.Equal(["王秀兰"], await Find(host, "5"));
        Assert.Empty(await Find(host, "东阳关村5号"));
        Assert.Empty(await Find(host, "%"));
        Assert.Empty(await Find(host, "0001"));

        using var asked = await Ask(host, "单长乐");
        var answer = asked.Headers.Location!.ToString();
        Assert.Matches("^/search/[0-9a-f-]{36}$", answer);
        await using (var db = host.Store.Open())
        {
            var kept = (await db.KeptQuestions.ToListAsync(TestContext.Current.CancellationToken)).Select(q =>
                Convert.ToHexString(q.Text)
            );
            Assert.DoesNotContain(kept, text => text.Contains(Convert.ToHexString("单"u8), StringComparison.Ordinal));
            var keys = await db.ElderKeys.Select(k => k.Key).ToListAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain(keys, key => !key.StartsWith("n:", StringComparison.Ordinal) && key.Length < 34);
        }

        // What changes is found as it is now: a new door, another village, another county.
        await host.EnterFact(shan, "move", ("Form.Division", Desk.OtherVillage), ("Form.On", "2026-11-10"));
        Assert.Equal(
            ["王秀兰", "单长乐"],
            (await Find(host, "三组")).OrderByDescending(n => n, StringComparer.Ordinal)
        );
        host.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Contains("已经过期", WebUtility.HtmlDecode(await host.Page(answer)), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Who_is_out_of_scope_is_neither_found_nor_counted(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.Enrol(
            Desk.Draft("单长乐") with
            {
                Phone = "13800001234",
                Address = Address,
                IdNumber = "990101194103020020",
            }
        );
        var other = Scope.Of(await host.DivisionId("140425"));
        var own = Scope.Of(await host.DivisionId(Desk.Village));

        foreach (
            var text in new[] { "danzhangle", "长乐", "1234", "13800001234", "12号", Address, "990101194103020020" }
        )
        {
            Assert.Equal(1, (await Found(host, own, text)).Rows.Total);
            Assert.Equal(0, (await Found(host, other, text)).Rows.Total);
            Assert.Equal(0, (await Found(host, Scope.Nothing, text)).Rows.Total);
        }
    }

    [Fact]
    public void A_door_is_the_same_however_it_is_written()
    {
        Assert.Equal(["3组", "12号", "3组12号"], Tanfang.Registry.Searching.Doors.Of("三村民小组012号"));
        Assert.Equal(
            ["2栋", "1单元", "301号", "2栋1单元301号"],
            Tanfang.Registry.Searching.Doors.Of("幸福小区２号楼一单元301室")
        );
        Assert.Equal("21组", Tanfang.Registry.Searching.Doors.Asked("二十一队"));
        Assert.Equal("10号", Tanfang.Registry.Searching.Doors.Asked("十号"));
        Assert.Null(Tanfang.Registry.Searching.Doors.Asked("王三户"));
        Assert.Null(Tanfang.Registry.Searching.Doors.Asked("zhang"));
        Assert.Equal("东阳关村", Tanfang.Registry.Searching.Doors.Before("东阳关村3组12号"));
    }

    private static Task<Found> Found(TestHost host, Scope scope, string text) =>
        host.Do<FindAnybody, Found>(find => find.Run(scope, text, null, CancellationToken.None));

    private static async Task<List<string>> Find(TestHost host, string text)
    {
        using var answer = await Ask(host, text);
        return
        [
            .. Row()
                .Matches(WebUtility.HtmlDecode(await host.Page(answer.Headers.Location!.ToString())))
                .Select(m => m.Groups[1].Value),
        ];
    }

    private static async Task<HttpResponseMessage> Ask(TestHost host, string text)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("text", text)]);
        var answer = await host.Client.PostAsync(new Uri("/search", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer;
    }

    [GeneratedRegex("<th scope=\"row\"><a href=\"/elders/[^\"]+\">([^<]+)</a>")]
    private static partial Regex Row();
}
