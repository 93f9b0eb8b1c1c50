using Microsoft.AspNetCore.Routing.Patterns;
using Tanfang.Access;

namespace Tanfang.Audit.Reading;

/// <summary>What an endpoint shows of people.</summary>
public enum Shows
{
    /// <summary>Nobody: law, figures, forms not yet filled in, the office's own things.</summary>
    Nobody = 0,

    /// <summary>One elder's file or a part of it.</summary>
    Person = 1,

    /// <summary>Several people, or places and papers that name them.</summary>
    Many = 2,
}

/// <summary>
/// Of every endpoint whether it shows people, by its right and its address. Whatever asks a right to people shows many, unless it stands below: an endpoint nobody thought of
/// is written down rather than forgotten.
/// </summary>
public static class Readings
{
    private const Right Personal = Right.People | Right.Visits | Right.Files | Right.Desk | Right.County | Right.Audit;

    private static readonly HashSet<string> NamesNobody =
    [
        "/devices",
        "/visitors",
        "/visitors/{id:guid}",
        "/visitors/{id:guid}/handover",
        "/grids",
        "/situations",
        "/situations/{id:guid}",
        "/situations/{id:guid}/progress",
        "/screenings",
        "/screenings/new",
        "/screenings/{id:guid}/silent",
        "/api/v1/records",
        "/elders/new",
        "/import",
        "/import/columns",
        "/import/mappings",
        "/import/paste",
        "/import/template.csv",
        "/import/template.xlsx",
        "/import/{id:guid}/progress",
        "/print/find",
        "/print/{id:guid}/progress",
        "/deliveries",
        "/deliveries/{id:guid}/progress",
        "/deliveries/templates/{source}.xlsx",
        "/divisions/changes",
        "/divisions/changes/new",
        "/divisions/changes/{id:guid}",
        "/divisions/changes/{id:guid}/document",
        "/divisions/changes/{id:guid}/places",
    ];

    /// <summary>Where the person stands under another id than their own: it is looked up.</summary>
    private static readonly Dictionary<string, Thing> Things = new(StringComparer.Ordinal)
    {
        ["/visits/{visitId:guid}"] = Thing.Visit,
        ["/visits/{visitId:guid}/correct"] = Thing.Visit,
        ["/visits/{visitId:guid}/void"] = Thing.Visit,
        ["/emergencies/{id:guid}"] = Thing.Emergency,
        ["/print/copies/{id:guid}"] = Thing.Sheet,
    };

    /// <summary>Addresses that are named here and so have to exist.</summary>
    public static IEnumerable<string> Named => NamesNobody.Concat(Things.Keys);

    public static (Shows Shows, string? Parameter, Thing Thing) Of(RoutePattern pattern, string method)
    {
        var address = "/" + pattern.RawText?.TrimStart('/');
        if (Rights.Of(pattern, method) is not { } right || (right & Personal) == 0 || NamesNobody.Contains(address))
        {
            return (Shows.Nobody, null, Thing.Elder);
        }

        if (Things.TryGetValue(address, out var thing))
        {
            return (Shows.Person, pattern.Parameters[0].Name, thing);
        }

        return pattern.GetParameter("elderId") is not null ? (Shows.Person, "elderId", Thing.Elder)
            : address.StartsWith("/elders/{id:guid}", StringComparison.Ordinal) ? (Shows.Person, "id", Thing.Elder)
            : (Shows.Many, null, Thing.Elder);
    }
}

/// <summary>What the id in an address is the id of.</summary>
public enum Thing
{
    Elder = 0,
    Visit = 1,
    Sheet = 2,
    Emergency = 3,
}
