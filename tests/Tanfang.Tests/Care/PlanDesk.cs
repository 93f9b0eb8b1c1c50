using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.Care;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Tanfang.Workforce;

namespace Tanfang.Tests.Care;

/// <summary>What somebody who keeps plans does, through the pages.</summary>
internal static class PlanDesk
{
    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public static async Task<Guid> AddVisitor(this TestHost host, string name = "李探访", string village = Desk.Village)
    {
        var visitor = new Visitor
        {
            Id = Guid.CreateVersion7(),
            Name = name,
            DivisionId = await host.DivisionId(village),
        };
        await using var db = host.Store.Open();
        db.Visitors.Add(visitor);
        await db.SaveChangesAsync(Cancel);
        return visitor.Id;
    }

    /// <summary>A whole form: one measure by a visitor, one by a body.</summary>
    public static Dictionary<string, string> Sheet(Guid owner, string on, string review, string by = "2026-12-31") =>
        new()
        {
            ["Form.Id"] = Guid.CreateVersion7().ToString(),
            ["Form.On"] = on,
            ["Form.Owner"] = $"{owner}",
            ["Form.ReviewOn"] = review,
            ["Form.Lines[0].Kind"] = "lifeCare",
            ["Form.Lines[0].What"] = "每周两次送餐",
            ["Form.Lines[0].Visitor"] = $"{owner}",
            ["Form.Lines[0].By"] = by,
            ["Form.Lines[1].Kind"] = "hazards",
            ["Form.Lines[1].What"] = "更换燃气软管",
            ["Form.Lines[1].Body"] = "镇民政办",
            ["Form.Lines[1].By"] = by,
        };

    public static Dictionary<string, string> With(
        this Dictionary<string, string> sheet,
        params (string Field, string Value)[] fields
    )
    {
        var other = new Dictionary<string, string>(sheet) { ["Form.Id"] = Guid.CreateVersion7().ToString() };
        foreach (var (field, value) in fields)
        {
            other["Form." + field] = value;
        }

        return other;
    }

    /// <summary>Sends the form; the status and the page's text, which is empty after a redirect.</summary>
    public static async Task<(HttpStatusCode Status, string Text)> Send(
        this TestHost host,
        string page,
        Dictionary<string, string> sheet
    )
    {
        using var answer = await host.SubmitAsync(page, [.. sheet.Select(f => (f.Key, f.Value))]);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? (answer.StatusCode, "")
            : (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)));
    }

    /// <summary>Makes a plan that must be taken; answers it.</summary>
    public static async Task<HelpPlan> MakePlan(this TestHost host, Guid elder, Dictionary<string, string> sheet)
    {
        var (status, text) = await host.Send($"/elders/{elder}/plan", sheet);
        if (status != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException(text);
        }

        await using var db = host.Store.Open();
        return await db.HelpPlans.AsNoTracking().SingleAsync(p => p.ElderId == elder && p.EndedOn == null, Cancel);
    }

    /// <summary>The measures of the newest version as the form sends them back.</summary>
    public static async Task<Dictionary<string, string>> Goes(
        this TestHost host,
        HelpPlan plan,
        Dictionary<string, string> sheet,
        string act,
        params (string Field, string Value)[] fields
    )
    {
        await using var db = host.Store.Open();
        var number = await db.HelpPlans.Where(p => p.Id == plan.Id).Select(p => p.Number).SingleAsync(Cancel);
        var origins = await db
            .HelpPlanVersions.Where(v => v.PlanId == plan.Id && v.Number == number)
            .Join(db.HelpMeasures, v => v.Id, m => m.VersionId, (v, m) => m)
            .OrderBy(m => m.Line)
            .Select(m => m.Origin)
            .ToListAsync(Cancel);
        return sheet.With([
            ("Number", $"{number}"),
            ("Act", act),
            .. origins.Select((o, i) => ($"Lines[{i}].Origin", $"{o}")),
            .. fields,
        ]);
    }
}
