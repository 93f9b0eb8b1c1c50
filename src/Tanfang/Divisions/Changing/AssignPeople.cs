using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>A household of a village that is split, masked, with the group of its address and where it goes.</summary>
public sealed record HouseholdToPlace(Guid Key, string Names, int People, int? GroupNumber, int? Door, Guid? PartId);

/// <summary>逐户划定: which household of a village that is split goes where.</summary>
public sealed class AssignPeople(TanfangDb db, KeepDraft draft, WhoGoesWhere who)
{
    /// <summary>In the order of groups and doors.</summary>
    public async Task<IReadOnlyList<HouseholdToPlace>> Households(
        Scope scope,
        ChangeSheet sheet,
        CancellationToken cancel
    )
    {
        var people = (await who.Run(scope, sheet, cancel)).Where(p => !p.Left).ToList();
        var homes = await who.Homes(sheet, cancel);
        var addresses = await who.Addresses(db.EldersOf(scope).Where(e => homes.Contains(e.HomeId)), cancel);
        return
        [
            .. people
                .GroupBy(KeyOf)
                .Select(g =>
                {
                    var address = g.Select(p => addresses.GetValueOrDefault(p.ElderId))
                        .FirstOrDefault(a => a is not null);
                    return new HouseholdToPlace(
                        g.Key,
                        string.Join("、", g.Select(p => Mask.Name(p.Name))),
                        g.Count(),
                        GroupRanges.GroupOf(address),
                        GroupRanges.DoorOf(address),
                        g.Select(p => p.PartId).Distinct().ToList() is [var one] ? one : null
                    );
                })
                .OrderBy(h => h.GroupNumber ?? int.MaxValue)
                .ThenBy(h => h.Door ?? int.MaxValue)
                .ThenBy(h => h.Names, StringComparer.Ordinal)
                .ThenBy(h => h.Key),
        ];
    }

    /// <param name="choices">By household: the target; null leaves it as it is.</param>
    public async Task<Result<Guid>> Run(
        Scope scope,
        Guid id,
        IReadOnlyDictionary<Guid, Guid?> choices,
        CancellationToken cancel
    )
    {
        var households = choices.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value!.Value);
        var keys = households.Keys.ToList();
        var elders = await db.EldersOf(scope)
            .Where(e => keys.Contains(e.Id) || keys.Contains(e.HouseholdId ?? Guid.Empty))
            .Select(e => new { e.Id, Key = e.HouseholdId ?? e.Id })
            .ToListAsync(cancel);
        var told = await db.DivisionChangePeople.Where(p => p.ChangeId == id).ToDictionaryAsync(p => p.ElderId, cancel);
        return await draft.Edit(
            scope,
            id,
            sheet =>
            {
                var parts = sheet.Targets.Select(t => t.Id).ToHashSet();
                foreach (var elder in elders.Where(e => parts.Contains(households.GetValueOrDefault(e.Key))))
                {
                    if (told.TryGetValue(elder.Id, out var row))
                    {
                        row.PartId = households[elder.Key];
                    }
                    else
                    {
                        db.DivisionChangePeople.Add(
                            new DivisionChangePerson
                            {
                                ChangeId = id,
                                ElderId = elder.Id,
                                PartId = households[elder.Key],
                            }
                        );
                    }
                }

                return null;
            },
            cancel
        );
    }

    private static Guid KeyOf(Passage p) => p.HouseholdId ?? p.ElderId;
}
