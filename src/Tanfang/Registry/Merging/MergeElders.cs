using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Registry.Merging;

/// <summary>Two files are one person: which goes on, which is read under it, how that was found out.</summary>
/// <param name="Certain">Two different numbers: said again that it is one person all the same.</param>
public sealed record Merge(Guid Kept, Guid Merged, string? Reason, bool Certain = false);

/// <summary>并档: one transaction; no row of the merged file is rewritten (docs/adr/0011).</summary>
public sealed class MergeElders(TanfangDb db, WriteGate gate, Vault vault, AppendFacts append, TimeProvider clock)
{
    /// <returns>The kept file.</returns>
    public Task<Result<Guid>> Run(Scope scope, Actor actor, Merge asked, CancellationToken cancel) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                await MergedFiles.Lock(db, [asked.Kept, asked.Merged], cancel);
                var ids = new[] { asked.Kept, asked.Merged };
                var both = await db.EldersOf(scope).Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
                if (MergeGuards.Run(asked, both, vault) is { } refusal)
                {
                    return refusal;
                }

                await Join(both[asked.Kept], both[asked.Merged], asked.Reason!.Trim(), actor, cancel);
                return asked.Kept;
            },
            cancel
        );

    private async Task Join(Elder kept, Elder merged, string reason, Actor actor, CancellationToken cancel)
    {
        var (now, today) = (clock.Now(), clock.Today());
        var files = await MergedFiles.Read(db, [kept.Id, merged.Id], cancel);
        var facts = (
            await db
                .ElderFacts.AsNoTracking()
                .Where(f => f.ElderId == kept.Id || f.ElderId == merged.Id)
                .ToListAsync(cancel)
        ).ToLookup(f => f.ElderId);
        var taken = TakenFacts.Of(
            kept,
            ElderNow.On(facts[kept.Id], today),
            ElderNow.On(facts[merged.Id], today),
            actor,
            now
        );
        var home = await db.Divisions.AsNoTracking().SingleAsync(d => d.Id == kept.HomeId, cancel);
        var row = new ElderMerge
        {
            Id = Guid.CreateVersion7(now),
            KeptId = kept.Id,
            MergedId = merged.Id,
            RecordedAt = now,
            By = actor.Id,
            Reason = reason,
            Taken = new TakeOver(kept, merged, home, vault, today).Run(),
        };
        db.ElderMerges.Add(row);
        merged.MergedIntoId = kept.Id;
        merged.Version++;
        merged.ChangedAt = now;
        db.Changes.Add(ChangeEntry.Of(actor, clock, "elder.mergedAway", merged.Id.ToString("N"), row.Id.ToString("N")));
        var passOn = new PassOn(db, clock);
        await passOn.Numbers(kept, [.. files.Same(kept.Id), .. files.Same(merged.Id)], cancel);
        await passOn.Responsible(kept, merged, cancel);
        await SaveInOrder(kept, merged, cancel);
        await passOn.Plans([kept.Id, merged.Id], cancel);
        await append.Run(actor, [kept], taken, "elder.merged", cancel);
    }

    /// <summary>A number is given up by the one before the other takes it: it is unique at every moment.</summary>
    private async Task SaveInOrder(Elder kept, Elder merged, CancellationToken cancel)
    {
        var index = kept.IdNumberIndex;
        if (merged.IdNumberIndex is null && db.Entry(merged).Property(e => e.IdNumberIndex).IsModified)
        {
            kept.IdNumberIndex = null;
            await db.SaveChangesAsync(cancel);
            kept.IdNumberIndex = index;
        }

        await db.SaveChangesAsync(cancel);
    }
}
