using Microsoft.EntityFrameworkCore;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Registry;

/// <summary>What somebody at the desk does before a test begins. Synthetic people only.</summary>
internal static class Desk
{
    /// <summary>东阳关镇的两个村 in 黎城县, 长治市.</summary>
    public const string Village = "140426101201";

    public const string OtherVillage = "140426101202";

    public static ElderDraft Draft(string name = "测试甲") =>
        new()
        {
            Name = name,
            Sex = Sex.Female,
            BirthDate = new DateOnly(1941, 3, 2),
            EnrolledOn = new DateOnly(2026, 1, 5),
            Categories = [new CategoryClaim("livingAlone")],
            Consent = ConsentState.Willing,
            ConsentGivenBy = "本人",
        };

    public static async Task<Guid> Enrol(this TestHost host, ElderDraft? draft = null, string village = Village)
    {
        var home = await host.DivisionId(village);
        var result = await host.Do<EnrolElder, Result<Guid>>(enrol =>
            enrol.Run((draft ?? Draft()) with { HomeId = home }, Scope.Everything, Actor.Local, CancellationToken.None)
        );
        Assert.Empty(result.Refusals);
        return result.Value;
    }

    public static async Task<int> DivisionId(this TestHost host, string code)
    {
        await using var db = host.Store.Open();
        return await db.Divisions.Where(d => d.Code == code).Select(d => d.Id).SingleAsync();
    }

    public static async Task<Elder> Elder(this TestHost host, Guid id)
    {
        await using var db = host.Store.Open();
        return await db.Elders.AsNoTracking().SingleAsync(e => e.Id == id);
    }

    public static async Task<string> Page(this TestHost host, string address) =>
        await host.Client.GetStringAsync(new Uri(address, UriKind.Relative));

    /// <summary>Enters a dated fact through its page; the answer's text, or empty after a redirect (it was taken).</summary>
    public static async Task<string> EnterFact(
        this TestHost host,
        Guid elder,
        string kind,
        params (string Name, string Value)[] fields
    )
    {
        var page = $"/elders/{elder}/facts/new?kind={kind}";
        using var answer = await host.SubmitAsync(
            page,
            [("Form.Id", Guid.CreateVersion7(host.Clock.GetUtcNow()).ToString()), .. fields]
        );
        return answer.StatusCode == System.Net.HttpStatusCode.Redirect ? "" : await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The version that a form of this elder's carries.</summary>
    public static async Task<string> Version(this TestHost host, Guid elder) =>
        (await host.Elder(elder)).Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
