using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.Registry;
using Tanfang.Screening;
using Tanfang.Screening.Following;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Screening;

/// <summary>What the county opens and a village answers, through the pages.</summary>
internal static class Field
{
    public static async Task<Guid> OpenRound(this TestHost host, params string[] forms)
    {
        (string, string)[] fields =
        [
            ("Id", Guid.CreateVersion7(host.Clock.GetUtcNow()).ToString()),
            ("Division", "140426"),
            ("Title", "冬季排查"),
            ("Pack", "minban-2020-7"),
            ("DueOn", "2026-12-20"),
            .. forms.Select(form => ("Forms", form)),
        ];
        using var answer = await host.SubmitAsync("/screenings/new", fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return Guid.Parse(answer.Headers.Location!.ToString().Split('/')[^1]);
    }

    public static async Task<RoundView> Figures(this TestHost host, Guid round) =>
        (await host.Do<ReadRound, RoundView?>(read => read.Run(Scope.Everything, round, CancellationToken.None)))!;

    public static async Task<ScreeningHousehold> HouseholdOf(this TestHost host, Guid round, Guid elder)
    {
        await using var db = host.Store.Open();
        var row = await db
            .ScreeningPersons.Where(p => p.RoundId == round && p.ElderId == elder)
            .Select(p => p.RowId)
            .SingleAsync();
        return await db.ScreeningHouseholds.AsNoTracking().SingleAsync(h => h.Id == row);
    }

    /// <summary>Sends the sheet of a household; the page's text, or empty after a redirect (it was taken).</summary>
    public static async Task<string> AnswerSheet(
        this TestHost host,
        ScreeningHousehold row,
        string handler,
        params (string Name, string Value)[] fields
    )
    {
        (string, string)[] sheet =
        [
            ("sheet", Guid.CreateVersion7(host.Clock.GetUtcNow()).ToString()),
            ("basis", $"{row.AnswerId}"),
            ("askedOn", "2026-11-19"),
            ("askedBy", "测试排查员"),
        ];
        var given = fields.Select(f => f.Name).ToHashSet();
        using var answer = await host.SubmitAsync(
            $"/screenings/households/{row.Id}{handler}",
            [.. sheet.Where(f => !given.Contains(f.Item1)), .. fields]
        );
        return answer.StatusCode == HttpStatusCode.Redirect
            ? ""
            : WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Everything that the form of 2020 asks of one elder at home.</summary>
    public static (string Name, string Value)[] AtHome(int person, Guid elder) =>
        [
            ($"p{person}-elder", elder.ToString()),
            ($"p{person}-presence", "present"),
            ($"p{person}-duty", "partly"),
            ($"p{person}-needs", "lifeCare"),
            ($"p{person}-needs", "comfort"),
            ($"p{person}-health", "poor"),
            ($"p{person}-mind", "notAsked"),
        ];

    public static async Task<List<ProposedChange>> Proposals(this TestHost host, ProposalState state)
    {
        await using var db = host.Store.Open();
        return await db.ProposedChanges.AsNoTracking().Where(p => p.State == state).OrderBy(p => p.Id).ToListAsync();
    }
}
