using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Access;

/// <summary>Somebody with a visit, where they live.</summary>
internal sealed record Person(Guid Elder, Guid Visit, int Division);

/// <summary>Every way in which the running program can be asked about a person, and what it holds of them.</summary>
internal static partial class Strangers
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>Every handler of every page that takes a form, at the address of this person, but for those that would end the session.</summary>
    public static async Task<List<string>> Forms(TestHost host, Person person) =>
        [
            .. (await AllForms(host, person)).Where(f =>
                !f.StartsWith("/sign", StringComparison.Ordinal) && !f.Contains("Everywhere", StringComparison.Ordinal)
            ),
        ];

    /// <summary>Every handler of every page that takes a form, at the address of this person.</summary>
    public static async Task<List<string>> AllForms(TestHost host, Person person)
    {
        var forms = new List<string>();
        foreach (var endpoint in host.Endpoints)
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page)
                continue;
            var compiled = await host.Do<PageLoader, CompiledPageActionDescriptor>(l =>
                l.LoadAsync(page, new EndpointMetadataCollection())
            );
            var handlers = compiled.HandlerMethods.Where(h => h.HttpMethod == "Post").Select(h => h.Name);
            forms.AddRange(
                from path in Paths(endpoint, person).Where(p => !p.Contains('?', StringComparison.Ordinal))
                from handler in handlers
                select handler is null ? path : $"{path}?handler={handler}"
            );
        }

        return forms;
    }

    /// <summary>Names under which pages take a person, a visit or a place.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Fields(Person person)
    {
        foreach (
            var name in (string[])
                [
                    "id",
                    "elder",
                    "elderId",
                    "Elder",
                    "ElderId",
                    "keep",
                    "Kept",
                    "Merged",
                    "elders",
                    "Elders",
                    "chosen",
                    "Chosen",
                ]
        )
            yield return KeyValuePair.Create(name, person.Elder.ToString());
        foreach (var name in (string[])["visit", "visitId", "VisitId", "Visits"])
            yield return KeyValuePair.Create(name, person.Visit.ToString());
        yield return KeyValuePair.Create("Division", Askers.Other);
        yield return KeyValuePair.Create("Reason", "测试");
        yield return KeyValuePair.Create("On", "2026-11-19");
        yield return KeyValuePair.Create("text", "测试");
        yield return KeyValuePair.Create("Version", "1");
    }

    /// <summary>Whatever stands in the store of this person.</summary>
    public static async Task<string> Rows(TestHost host, Person person)
    {
        await using var db = host.Store.Open();
        var elder = await db.Elders.AsNoTracking().SingleAsync(e => e.Id == person.Elder, Cancel);
        var visit = await db.Visits.AsNoTracking().SingleAsync(v => v.Id == person.Visit, Cancel);
        int[] counts =
        [
            await db.Visits.CountAsync(v => v.ElderId == person.Elder, Cancel),
            await db.ElderFacts.CountAsync(f => f.ElderId == person.Elder, Cancel),
            await db.Contacts.CountAsync(c => c.ElderId == person.Elder, Cancel),
            await db.HouseholdMembers.CountAsync(m => m.SealedFor == person.Elder, Cancel),
            await db.Responsibilities.CountAsync(r => r.ElderId == person.Elder, Cancel),
            await db.CareActs.CountAsync(c => c.ElderId == person.Elder, Cancel),
            await db.Emergencies.CountAsync(e => e.ElderId == person.Elder, Cancel),
            await db.PrintedSheets.CountAsync(p => p.ElderId == person.Elder, Cancel),
            await db.HelpPlans.CountAsync(p => p.ElderId == person.Elder, Cancel),
            await db.Transfers.CountAsync(Cancel),
            await db.ElderMerges.CountAsync(Cancel),
        ];
        return $"{elder.Version} {elder.ChangedAt:O} {elder.HomeId} {elder.LeftOn} {visit.ClosedAt} {visit.ReplacedById} {string.Join(' ', counts)}";
    }

    /// <summary>The addresses of an endpoint that name this person in every place where one can be named.</summary>
    public static IEnumerable<string> Paths(RouteEndpoint endpoint, Person person)
    {
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods;
        if (methods is { Count: > 0 } && !methods.Contains("GET"))
            yield break;
        var address = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
        foreach (var id in (Guid[])[person.Elder, person.Visit])
        {
            var path = Parameter()
                .Replace(
                    address,
                    m =>
                        m.Value.Contains("visitId", StringComparison.Ordinal) ? person.Visit.ToString()
                        : m.Value.Contains("guid", StringComparison.Ordinal) ? id.ToString()
                        : m.Value.Contains("int", StringComparison.Ordinal)
                            ? person.Division.ToString(CultureInfo.InvariantCulture)
                        : m.Value.Contains("length(64)", StringComparison.Ordinal) ? new string('a', 64)
                        : "visit"
                );
            yield return path;
            yield return path
                + $"?q=测试&text=测试&division=140403&elder={person.Elder}&keep={person.Elder}&id={person.Elder}&day=2026-11-19&month=2026-11"
                + "&sort=idNumber&order=phone&size=1000000000&asOf=2026-11-19";
            if (!address.Contains("guid", StringComparison.Ordinal))
                yield break;
        }
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
