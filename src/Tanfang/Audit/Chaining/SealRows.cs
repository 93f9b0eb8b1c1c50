using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Audit.Chaining;

/// <summary>
/// Seals what has been written since into the next batch. Membership stands on the row and not in a range of ids, so that a row that commits late comes
/// into the next batch. On PostgreSQL whoever gets the lock leads, for one transaction.
/// </summary>
public sealed class SealRows(TanfangDb db, WriteGate gate, Vault vault, TimeProvider clock)
{
    public const int LargestBatch = 5_000;

    private const long Leader = 0x74616e66616e67; // "tanfang"

    /// <summary>How many rows were sealed; fewer than <see cref="LargestBatch"/> when nothing is left, or somebody else leads.</summary>
    public async Task<int> Run(CancellationToken cancel) =>
        await db.Changes.AnyAsync(c => c.Batch == null, cancel)
            ? await gate.Write(db, () => SealNext(cancel), cancel)
            : 0;

    private async Task<int> SealNext(CancellationToken cancel)
    {
        if (
            !db.IsSqlite
            && !await db
                .Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({Leader}) as \"Value\"")
                .SingleAsync(cancel)
        )
        {
            return 0;
        }

        var rows = await db
            .Changes.AsNoTracking()
            .Where(c => c.Batch == null)
            .OrderBy(c => c.Id)
            .Take(LargestBatch)
            .ToListAsync(cancel);
        if (rows.Count == 0)
        {
            return 0;
        }

        var ordered = Links.InOrder(rows);
        var before = await db.AuditBatches.AsNoTracking().OrderByDescending(b => b.Ordinal).FirstOrDefaultAsync(cancel);
        var batch = new AuditBatch
        {
            Ordinal = (before?.Ordinal ?? 0) + 1,
            At = clock.Now(),
            Count = ordered.Count,
            FirstRow = ordered[0].Id,
            LastRow = ordered[^1].Id,
            Digest = Links.Digest(ordered),
            Previous = before?.Head ?? Links.Origin,
            Head = [],
        };
        batch = batch.With(Links.Head(vault, batch));
        await WriteRows.Update<ChangeEntry, ChangeEntry>(
            db,
            rows,
            row => row.Id,
            [(nameof(ChangeEntry.Batch), _ => batch.Ordinal)],
            cancel
        );
        db.AuditBatches.Add(batch);
        await db.SaveChangesAsync(cancel);
        return rows.Count;
    }
}
