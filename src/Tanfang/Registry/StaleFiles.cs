using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry.Completing;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>档案待核对: people in the register whose file lacks something required, or was not confirmed for too long.</summary>
public sealed class StaleFiles(TanfangDb db, RegistryWords words, TimeProvider clock)
{
    public Task<int> Count(Scope scope, CancellationToken cancel) => Either(Registered(scope)).CountAsync(cancel);

    public Task<int> CountProposals(Scope scope, CancellationToken cancel) =>
        db
            .ProposedChanges.Where(p => p.State == ProposalState.Waiting)
            .CountAsync(p => db.EldersOf(scope).Any(e => e.Id == p.ElderId), cancel);

    /// <summary>Of age and not left.</summary>
    internal IQueryable<Elder> Registered(Scope scope)
    {
        var bornUntil = clock.Today().AddYears(-words.ElderAge);
        return db.EldersOf(scope).Where(e => e.LeftOn == null && e.BirthDate <= bornUntil);
    }

    internal IQueryable<Elder> Stale(IQueryable<Elder> elders) =>
        LastConfirmed.Stale(db, elders, LastConfirmed.Cutoff(clock.Today(), words.StaleMonths));

    internal IQueryable<Elder> Lacking(IQueryable<Elder> elders, FileItem item)
    {
        var ids = FileFacts.Of(db, elders, clock.Today()).Where(item.Missing).Select(f => f.Id);
        return elders.Where(e => ids.Contains(e.Id));
    }

    internal IQueryable<Elder> Incomplete(IQueryable<Elder> elders)
    {
        var ids = FileFacts.Of(db, elders, clock.Today()).Where(FileItem.AnyRequired).Select(f => f.Id);
        return elders.Where(e => ids.Contains(e.Id));
    }

    internal IQueryable<Elder> Either(IQueryable<Elder> elders)
    {
        var (stale, lacking) = (Stale(elders).Select(e => e.Id), Incomplete(elders).Select(e => e.Id));
        return elders.Where(e => stale.Contains(e.Id) || lacking.Contains(e.Id));
    }
}
