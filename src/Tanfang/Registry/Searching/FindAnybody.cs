using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry.Browsing;
using Tanfang.Shared;

namespace Tanfang.Registry.Searching;

/// <summary>What was understood, and who was found.</summary>
public sealed record Found(string Understood, Page<ElderRow> Rows, string? Problem = null);

/// <summary>
/// 找人: one box for name, pinyin, initials, number, phone tail, group and door. Whoever has left is found too. What is sealed is found
/// by its keyed digest and never by a part of it; only within the scope, and so are the counts.
/// </summary>
public sealed class FindAnybody(
    TanfangDb db,
    Vault vault,
    FindElders find,
    FindDivisions divisions,
    MakeKeys keys,
    TimeProvider clock
)
{
    /// <summary>As many files as a search brings up to date itself; the rest comes in the background.</summary>
    private const int KeysAtOnce = 2_000;
    private const int MostPlaces = 5_000;

    public async Task<Found> Run(Scope scope, string text, int? page, CancellationToken cancel)
    {
        await keys.Run(KeysAtOnce, cancel);
        var plain = string.Concat(Plain.Characters(text).Where(c => !char.IsWhiteSpace(c)));
        var filter = new ElderFilter { State = "all", Page = page };
        if (IdNumber.Read(plain, clock.Today()).Value is { } number)
        {
            var digest = vault.OfNumber(number.Normalised);
            var ids = await db.EldersOf(scope)
                .Where(e => e.IdNumberIndex == digest)
                .Select(e => e.Id)
                .ToListAsync(cancel);
            return new Found("身份证号", await find.Run(scope, filter with { Ids = ids }, cancel));
        }

        if (plain.Length >= 4 && plain.All(c => char.IsAsciiDigit(c) || c is '-' or '+'))
        {
            var tail = string.Concat(plain.Where(char.IsAsciiDigit));
            return tail.Length < 4
                ? new Found("", await Nobody(filter, cancel), "电话请至少输入后四位")
                : new Found(
                    $"电话（本人或紧急联系人）以 {tail[^4..]} 结尾",
                    await ByPhone(scope, tail, filter, cancel)
                );
        }

        return Doors.Asked(plain) is { } door
            ? await ByDoor(scope, plain, door, filter, cancel)
            : new Found("姓名、拼音或首字母", await find.Run(scope, filter with { Name = text }, cancel));
    }

    private async Task<Page<ElderRow>> ByPhone(Scope scope, string typed, ElderFilter filter, CancellationToken cancel)
    {
        var counties = (await Homes(scope, null, cancel)).Select(h => h.CountyId ?? h.Id).Distinct();
        var ids = await Keyed(scope, [.. counties.Select(c => FileKeys.Phone(vault, c, typed[^4..]))], cancel);
        if (typed.Length > 4)
        {
            // The few who share the tail: only these are opened, and forgotten again.
            var elders = await db
                .Elders.AsNoTracking()
                .Where(e => e.WrappedKey != null && ids.Contains(e.Id))
                .ToListAsync(cancel);
            var contacts = await db.Contacts.AsNoTracking().Where(c => ids.Contains(c.ElderId)).ToListAsync(cancel);
            ids = [.. elders.Where(e => Phones(e, contacts).Any(p => EndsWith(p, typed))).Select(e => e.Id)];
        }

        return await find.Run(scope, filter with { Ids = ids }, cancel);
    }

    private IEnumerable<string?> Phones(Elder elder, List<Contact> contacts)
    {
        var seal = vault.SealOf(elder);
        return contacts
            .Where(c => c.ElderId == elder.Id)
            .Select(c => ElderSecrets.OpenContactPhone(seal, c))
            .Prepend(ElderSecrets.Open(seal, elder).Phone);
    }

    /// <summary>Digit for digit; the extension of a fixed line does not count.</summary>
    private static bool EndsWith(string? phone, string typed) =>
        phone?.Split('-') is { } parts && string.Concat(parts.Take(2)).EndsWith(typed, StringComparison.Ordinal);

    private async Task<Found> ByDoor(
        Scope scope,
        string text,
        string door,
        ElderFilter filter,
        CancellationToken cancel
    )
    {
        var place = Doors.Before(text);
        var within = place.Length == 0 ? null : await divisions.Run(place, cancel);
        if (within is { Count: 0 })
        {
            return new Found(door, await Nobody(filter, cancel), $"没有叫“{place}”的行政区划，请只输门牌或改写村名");
        }

        var homes = await Homes(scope, within?.Select(d => d.Division.Id).ToList(), cancel);
        if (homes.Count > MostPlaces)
        {
            return new Found(door, await Nobody(filter, cancel), "村(居)太多，请在门牌前写上村名，如 东阳关村3组12号");
        }

        var ids = await Keyed(scope, [.. homes.Select(h => FileKeys.Door(vault, h.Id, door))], cancel);
        return new Found(
            $"组、门牌 {door}{(place.Length > 0 ? $"，{place}" : "")}",
            await find.Run(scope, filter with { Ids = ids }, cancel)
        );
    }

    /// <summary>Where people in scope live, all or those below some divisions.</summary>
    private Task<List<Division>> Homes(Scope scope, IReadOnlyList<int>? below, CancellationToken cancel)
    {
        var homes = db.EldersOf(scope).Select(e => e.HomeId).Distinct();
        var places = below is null ? db.Divisions : db.Divisions.Within(new Scope(below, IsEverything: false));
        return places.AsNoTracking().Where(d => homes.Contains(d.Id)).ToListAsync(cancel);
    }

    private Task<List<Guid>> Keyed(Scope scope, IReadOnlyList<string> wanted, CancellationToken cancel)
    {
        var hits = db.ElderKeys.Where(k => wanted.Contains(k.Key)).Select(k => k.ElderId);
        return db.EldersOf(scope).Where(e => hits.Contains(e.Id)).Select(e => e.Id).ToListAsync(cancel);
    }

    private Task<Page<ElderRow>> Nobody(ElderFilter filter, CancellationToken cancel) =>
        find.Run(Scope.Nothing, filter with { Ids = [] }, cancel);
}
