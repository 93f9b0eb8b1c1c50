using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>Somebody whom a change moves.</summary>
/// <param name="PartId">The target; null when nobody has said which.</param>
public sealed record Passage(Guid ElderId, string Name, Guid? HouseholdId, int HomeId, Guid? PartId, bool Left);

/// <summary>Who lives in what ends, and to which target each goes.</summary>
public sealed class WhoGoesWhere(TanfangDb db, Vault vault)
{
    public async Task<IReadOnlyList<Passage>> Run(Scope scope, ChangeSheet sheet, CancellationToken cancel)
    {
        var kind = sheet.Change.Kind;
        if (kind is ChangeKind.Rename or ChangeKind.Recode or ChangeKind.Restore)
        {
            return [];
        }

        var homes = await Homes(sheet, cancel);
        var people = db.EldersOf(scope).AsNoTracking().Where(e => homes.Contains(e.HomeId));
        var rows = await people
            .OrderBy(e => e.PinyinKey)
            .ThenBy(e => e.Id)
            .Select(e => new Passage(e.Id, e.Name, e.HouseholdId, e.HomeId, null, e.LeftOn != null))
            .ToListAsync(cancel);
        if (kind != ChangeKind.Split)
        {
            var only = sheet.Targets.FirstOrDefault()?.Id;
            return [.. rows.Select(p => p with { PartId = only })];
        }

        var told = await db
            .DivisionChangePeople.AsNoTracking()
            .Where(p => p.ChangeId == sheet.Change.Id)
            .ToDictionaryAsync(p => p.ElderId, p => p.PartId, cancel);
        var parts = sheet.Targets.Select(p => p.Id).ToHashSet();
        rows =
        [
            .. rows.Select(p =>
                told.TryGetValue(p.ElderId, out var part) && parts.Contains(part) ? p with { PartId = part } : p
            ),
        ];
        return await ByGroups(people, sheet, rows, cancel);
    }

    /// <summary>Whoever nobody has placed by name goes where the group of the address belongs, when exactly one target claims it.</summary>
    private async Task<IReadOnlyList<Passage>> ByGroups(
        IQueryable<Elder> people,
        ChangeSheet sheet,
        List<Passage> rows,
        CancellationToken cancel
    )
    {
        var claims = sheet
            .Targets.Where(p => p.Groups is not null)
            .Select(p => (p.Id, Ranges: GroupRanges.Read(p.Groups)))
            .ToList();
        var open = rows.Where(p => p.PartId is null).Select(p => p.ElderId).ToList();
        if (claims.Count == 0 || open.Count == 0)
        {
            return rows;
        }

        var addresses = await Addresses(people.Where(e => open.Contains(e.Id)), cancel);
        return
        [
            .. rows.Select(p =>
                p.PartId is null
                && claims.Where(c => c.Ranges.Covers(addresses.GetValueOrDefault(p.ElderId))).ToList() is [var one]
                    ? p with
                    {
                        PartId = one.Id,
                    }
                    : p
            ),
        ];
    }

    /// <summary>The opened addresses of some people: for this sum, never kept.</summary>
    public async Task<IReadOnlyDictionary<Guid, string?>> Addresses(IQueryable<Elder> people, CancellationToken cancel)
    {
        var sealedOnes = await people
            .Where(e => e.Address != null && e.WrappedKey != null)
            .Select(e => new
            {
                e.Id,
                e.Address,
                e.WrappedKey,
            })
            .ToListAsync(cancel);
        return sealedOnes.ToDictionary(
            e => e.Id,
            e => vault.SealOf(e.Id, e.WrappedKey).Open("elders", "address", e.Id, e.Address)
        );
    }

    /// <summary>Where people live whom the change moves: the sources, and what lies below those that end.</summary>
    public async Task<IReadOnlyList<int>> Homes(ChangeSheet sheet, CancellationToken cancel)
    {
        var ids = sheet.From.Select(d => d.Id).ToList();
        var on = sheet.Change.On ?? DateOnly.MaxValue;
        return sheet.Level == DivisionLevel.Township
            ? await db
                .Divisions.Where(d => ids.Contains(d.Id) || ids.Contains(d.ParentId ?? 0))
                .Where(d => d.ValidUntil == null || d.ValidUntil > on || ids.Contains(d.Id))
                .Select(d => d.Id)
                .ToListAsync(cancel)
            : ids;
    }
}
