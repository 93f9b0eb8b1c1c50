using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry.Enrolling;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>Somebody of a household, with 与户主关系 as it was said; null = nothing was said.</summary>
public sealed record Housemate(Guid Elder, string? Relation);

/// <summary>
/// 合户: elders who are known to live as one household get one, with each of them as a row of it. Whoever lives in one of their
/// households comes along; a row that only names one of the elders is taken away, for the elder's own row says it.
/// </summary>
public sealed class JoinHouseholds(TanfangDb db, Vault vault, TimeProvider clock)
{
    /// <summary>Inside a write transaction that somebody else has begun. Who is one household already is left as it is.</summary>
    public async Task Run(IReadOnlyList<IReadOnlyList<Housemate>> groups, Actor actor, CancellationToken cancel)
    {
        var ids = groups.SelectMany(g => g).Select(m => m.Elder).Distinct().ToList();
        var households = await db
            .Elders.Where(e => ids.Contains(e.Id) && e.HouseholdId != null)
            .Select(e => e.HouseholdId!.Value)
            .Distinct()
            .ToListAsync(cancel);
        var elders = await db
            .Elders.Where(e => ids.Contains(e.Id) || households.Contains(e.HouseholdId!.Value))
            .ToDictionaryAsync(e => e.Id, cancel);
        var rows = await db.HouseholdMembers.Where(m => households.Contains(m.HouseholdId)).ToListAsync(cancel);
        foreach (var group in groups)
        {
            var mates = group.Where(m => elders[m.Elder] is { MergedIntoId: null, WrappedKey: not null }).ToList();
            var own = mates.Select(m => elders[m.Elder].HouseholdId).Distinct().ToList();
            if (mates.Count > 1 && (own.Count > 1 || own[0] is null))
            {
                Join(mates, elders, rows, actor);
            }
        }

        await db.SaveChangesAsync(cancel);
    }

    private void Join(List<Housemate> mates, Dictionary<Guid, Elder> elders, List<HouseholdMember> rows, Actor actor)
    {
        var now = clock.Now();
        var old = mates.Select(m => elders[m.Elder].HouseholdId).OfType<Guid>().Distinct().ToList();
        var target = old.Count > 0 ? old[0] : Guid.CreateVersion7(now);
        var people = elders
            .Values.Where(e => mates.Exists(m => m.Elder == e.Id) || old.Contains(e.HouseholdId ?? Guid.Empty))
            .ToList();
        var together = rows.Where(r => old.Contains(r.HouseholdId))
            .OrderBy(r => old.IndexOf(r.HouseholdId))
            .ThenBy(r => r.Position)
            .ToList();
        foreach (var elder in people)
        {
            elder.HouseholdId = target;
            if (!together.Exists(r => r.ElderId == elder.Id))
            {
                var own = new MemberDraft(elder.Name, elder.Sex);
                var row = Circle.Member(own, together.Count, elder, true, vault.SealOf(elder));
                db.HouseholdMembers.Add(row);
                rows.Add(row);
                together.Add(row);
            }

            elder.Version++;
            elder.ChangedAt = now;
            var detail = $"household={target:N}";
            db.Changes.Add(ChangeEntry.Of(actor, clock, "elder.householdJoined", elder.Id.ToString("N"), detail));
        }

        together.ForEach(r => r.HouseholdId = target);
        var merge = new OneHousehold(together, elders, vault);
        foreach (var gone in merge.Run(mates))
        {
            db.HouseholdMembers.Remove(gone);
            rows.Remove(gone);
        }
    }
}
