using Microsoft.AspNetCore.Routing.Patterns;

namespace Tanfang.Access;

/// <summary>
/// What every endpoint asks, in one table: by its address, for reading and for whatever changes something. An endpoint without a row answers nobody, and a test that
/// goes through the running endpoints refuses it.
/// </summary>
public static class Rights
{
    /// <summary>Also whoever is not signed in.</summary>
    public const Right Anybody = Right.None;

    private static readonly Dictionary<string, (Right Read, Right Write)> Table = Rows()
        .SelectMany(row => row.Addresses.Select(address => (address, row.Read, row.Write)))
        .ToDictionary(row => row.address, row => (row.Read, row.Write), StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Addresses => Table.Keys;

    /// <summary>Null when there is no row.</summary>
    public static Right? Of(RoutePattern pattern, string method)
    {
        var address = "/" + pattern.RawText?.TrimStart('/');
        return Table.TryGetValue(address, out var row)
            ? HttpMethods.IsGet(method) || HttpMethods.IsHead(method)
                ? row.Read
                : row.Write
            : null;
    }

    private static IEnumerable<(Right Read, Right Write, string[] Addresses)> Rows() =>
        [
            (
                Anybody,
                Anybody,
                [
                    "/{**path:file}",
                    "/healthz",
                    "/readyz",
                    "/signin",
                    "/signin/code",
                    "/signout",
                    "/metrics",
                    "/status/{code:int}",
                    "/first-account/{key}",
                    "/api/v1/tokens",
                    "/api/v1/handovers",
                    "/m/{**path}",
                    "/d/{code}",
                ]
            ),
            (
                Right.SignedIn,
                Right.SignedIn,
                [
                    "/account",
                    "/account/passkeys",
                    "/account/password",
                    "/account/second-factor",
                    "/purpose",
                    "/choices",
                    "/policies",
                    "/policies/{id}",
                    "/divisions",
                    "/divisions/{id:int}",
                    "/divisions/suggest",
                    "/openapi/{documentName}.json",
                    "/api/v1/feedback",
                    "/api/v1/forms/{kind}/{version}",
                    "/notice",
                    "/notice/fields",
                ]
            ),
            (Right.Figures, Right.Figures, ["/rates", "/rates/charts", "/api/v1/rates"]),
            (
                Right.People,
                Right.People,
                [
                    "/devices",
                    "/search/{id:guid?}",
                    "/elders/{id:guid}/erased",
                    "/s/{code}",
                    "/api/v1/overdue",
                    "/rates/people",
                    "/obligations",
                    "/ledger",
                ]
            ),
            (
                Right.People,
                Right.Files,
                [
                    "/",
                    "/elders",
                    "/elders/{id:guid}",
                    "/elders/{elderId:guid}/visits",
                    "/elders/{elderId:guid}/care",
                    "/elders/{id:guid}/plans",
                    "/elders/consent-due",
                    "/elders/stale",
                    "/elders/unassigned",
                    "/emergencies",
                    "/plans",
                    "/visitors",
                    "/visitors/{id:guid}",
                    "/visitors/{id:guid}/handover",
                    "/grids",
                    "/grids/unplaced",
                    "/grids/{id:guid}",
                    "/screenings",
                    "/screenings/{id:guid}",
                    "/screenings/{id:guid}/households",
                    "/screenings/{id:guid}/silent",
                    "/situations",
                    "/situations/{id:guid}",
                    "/situations/{id:guid}/progress",
                ]
            ),
            // Seeing one person whole needs no more than seeing them, but a purpose.
            (Right.People, Right.People, ["/elders/{elderId:guid}/form", "/elders/{id:guid}/whole"]),
            (Right.People, Right.Visits, ["/doors", "/visits/{visitId:guid}", "/emergencies/{id:guid}"]),
            (
                Right.Visits,
                Right.Visits,
                [
                    "/api/v1/records",
                    "/api/v1/worklist",
                    "/api/v1/phone",
                    "/visits/{visitId:guid}/correct",
                    "/visits/{visitId:guid}/void",
                    "/elders/{elderId:guid}/visits/new",
                    "/elders/{elderId:guid}/attempts/new",
                    "/elders/{elderId:guid}/care/new",
                ]
            ),
            (
                Right.Files,
                Right.Files,
                [
                    "/elders/new",
                    "/elders/{id:guid}/confirm",
                    "/elders/{id:guid}/contacts",
                    "/elders/{id:guid}/door",
                    "/elders/{id:guid}/door/card",
                    "/elders/{id:guid}/edit",
                    "/elders/{id:guid}/facts/new",
                    "/elders/{id:guid}/household",
                    "/elders/{id:guid}/plan/{planId:guid?}",
                    "/elders/{id:guid}/plan/{planId:guid}/end",
                    "/elders/{id:guid}/responsible",
                    "/elders/{id:guid}/transfer",
                    "/screenings/households/{id:guid}",
                    "/transfers",
                ]
            ),
            (
                Right.Desk,
                Right.Desk,
                [
                    "/changes",
                    "/elders/duplicates",
                    "/elders/{id:guid}/copy",
                    "/elders/{id:guid}/erasure",
                    "/elders/merge",
                    "/elders/merges/{id:guid}/undo",
                    "/elders/{id:guid}/split",
                    "/exports",
                    "/exports/new",
                    "/entry",
                    "/entry/{batchId:guid}",
                    "/entry/{batchId:guid}/{elderId:guid}",
                    "/entry/scans/{id:guid}",
                    "/feedback",
                    "/import",
                    "/import/columns",
                    "/import/mappings",
                    "/import/paste",
                    "/import/reviews",
                    "/import/template.csv",
                    "/import/template.xlsx",
                    "/import/{id:guid}",
                    "/import/{id:guid}/mapping",
                    "/import/{id:guid}/progress",
                    "/import/{id:guid}/errors.csv",
                    "/import/{id:guid}/errors.xlsx",
                    "/print",
                    "/print/copies",
                    "/print/copies/{id:guid}",
                    "/print/find",
                    "/print/receive",
                    "/print/scans",
                    "/print/scans/{id:guid}",
                    "/print/{id:guid}",
                    "/print/{id:guid}/progress",
                    "/print/{id:guid}/sheets",
                    "/print/{id:guid}/sheets.pdf",
                    "/quarantine",
                    "/quarantine/handover",
                    "/quarantine/{itemId:guid}/{hash:length(64)}",
                    "/reminders",
                    "/reminders/print",
                ]
            ),
            (
                Right.County,
                Right.County,
                [
                    "/deliveries",
                    "/deliveries/{id:guid}",
                    "/deliveries/{id:guid}/lines/{line:guid}",
                    "/deliveries/{id:guid}/mapping",
                    "/deliveries/{id:guid}/progress",
                    "/deliveries/{id:guid}/errors.csv",
                    "/deliveries/{id:guid}/errors.xlsx",
                    "/deliveries/templates/{source}.xlsx",
                    "/divisions/changes",
                    "/divisions/changes/new",
                    "/divisions/changes/{id:guid}",
                    "/divisions/changes/{id:guid}/document",
                    "/divisions/changes/{id:guid}/people",
                    "/divisions/changes/{id:guid}/places",
                    "/divisions/changes/{id:guid}/preview",
                    "/emergency-access/{id:guid}",
                    "/erasures",
                    "/retention",
                    "/screenings/new",
                ]
            ),
            (Right.Operations, Right.Operations, ["/operations"]),
            (
                Right.Accounts,
                Right.Accounts,
                ["/accounts", "/accounts/audit", "/accounts/new", "/accounts/offices", "/accounts/{id:guid}"]
            ),
            (Right.Audit, Right.Audit, ["/audit"]),
            (Right.Emergency, Right.Emergency, ["/emergency-access"]),
        ];
}
