using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;
using Tanfang.Visits.Form;

namespace Tanfang.Visits.Phone;

/// <param name="Visitors">Under which names this account visits.</param>
/// <param name="Place">Where.</param>
/// <param name="SealTo">To what the phone seals each record when it is saved.</param>
/// <param name="Calls">Whom to call in an emergency without a signal for data.</param>
public sealed record PhoneAnswer(
    string UserName,
    string Name,
    string Organisation,
    Guid? DeviceId,
    IReadOnlyList<string> Visitors,
    string Place,
    DateOnly Today,
    PublicKey SealTo,
    PhoneCalls Calls,
    string FormVersion,
    PhoneSettings Settings
);

/// <param name="Id">Said with every box.</param>
/// <param name="Point">The uncompressed point on P-256, 65 bytes in Base64.</param>
public sealed record PublicKey(string Id, string Point);

/// <param name="Village">Duty phones of the offices above the visitor's place, the nearest first.</param>
/// <param name="Advice">12345, where complaints go too.</param>
public sealed record PhoneCalls(string Emergency, IReadOnlyList<DutyPhone> Village, string Advice);

public sealed record DutyPhone(string Name, string Role, string Phone);

/// <summary>What the county switched on beyond the form (国办函〔2026〕12号: nothing of it by default).</summary>
public sealed record PhoneSettings(bool Photos, bool Location, string? Basis);

/// <summary>GET /api/v1/phone: who the visitor is and what their phone has to know beside the worklist. Nobody visited is in it.</summary>
public sealed class ReadPhone(
    TanfangDb db,
    Vault vault,
    DivisionLookup divisions,
    CurrentUser user,
    IHttpContextAccessor context,
    TimeProvider clock
)
{
    public static async Task<IResult> Answer(ReadPhone read, CancellationToken cancel) =>
        Results.Ok(await read.Run(cancel));

    public async Task<PhoneAnswer> Run(CancellationToken cancel)
    {
        var asking = context.HttpContext?.Features.Get<AskingUser>();
        // Whom they stand in for is theirs to visit, but not under the other's name.
        var mine = AskingUser.VisitorsAmong(asking?.Grants ?? []);
        var visitors = await db
            .Visitors.AsNoTracking()
            .Where(v => EF.Parameter(mine).Contains(v.Id))
            .OrderBy(v => v.Name)
            .ToListAsync(cancel);
        var office = asking is null
            ? null
            : await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == asking.Account.OrganisationId, cancel);
        int[] at =
            visitors.Count > 0 ? [.. visitors.Select(v => v.DivisionId).Distinct()]
            : office is null ? []
            : [office.DivisionId];
        var places = await divisions.Named(at, cancel);
        return new PhoneAnswer(
            asking?.Account.UserName ?? "",
            asking?.Account.DisplayName ?? user.Actor.Name,
            office?.Name ?? "",
            asking?.Device,
            [.. visitors.Select(v => v.Name)],
            string.Join("、", at.Select(id => places[id].Path)),
            clock.Today(),
            new PublicKey(vault.Boxes.Id, vault.Boxes.Point),
            new PhoneCalls("120", await Duty(places.Values, cancel), "12345"),
            VisitForm.Version,
            new PhoneSettings(false, false, null)
        );
    }

    private async Task<IReadOnlyList<DutyPhone>> Duty(IEnumerable<NamedDivision> places, CancellationToken cancel)
    {
        var above = places
            .SelectMany(p => new[] { p.Division.Id, p.Division.TownshipId ?? 0, p.Division.CountyId ?? 0 })
            .Distinct()
            .ToList();
        var offices = await db
            .Organisations.AsNoTracking()
            .Where(o => o.DutyPhone != null && EF.Parameter(above).Contains(o.DivisionId))
            .ToListAsync(cancel);
        return
        [
            .. offices
                .OrderBy(o => above.IndexOf(o.DivisionId))
                .ThenBy(o => o.Name, StringComparer.Ordinal)
                .Select(o => new DutyPhone(o.Name, Organisation.Word(o.Kind), o.DutyPhone!)),
        ];
    }
}
