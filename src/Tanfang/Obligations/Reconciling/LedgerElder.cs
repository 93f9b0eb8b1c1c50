using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Obligations.Reconciling;

/// <summary>What the reconciliation needs of an elder's file, without the file.</summary>
internal sealed record LedgerElder(
    Guid Id,
    DateOnly BirthDate,
    DateTimeOffset? ReconciledUntil,
    DateOnly? OverdueSince,
    string? OverdueRule
)
{
    /// <summary>Of whom was erased nothing is reconciled any more: their rows stay as the figures counted them.</summary>
    public static Task<List<LedgerElder>> Read(TanfangDb db, Guid[] ids, CancellationToken cancel) =>
        db
            .Elders.AsNoTracking()
            .Where(e => ids.Contains(e.Id) && e.ErasedOn == null)
            .Select(e => new LedgerElder(e.Id, e.BirthDate, e.ReconciledUntil, e.OverdueSince, e.OverdueRule))
            .ToListAsync(cancel);
}
