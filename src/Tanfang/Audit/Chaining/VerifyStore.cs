using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Audit.Chaining;

/// <summary>Reads a store and an anchor as of one moment and compares them; changes nothing.</summary>
public sealed class VerifyStore(TanfangDb db, StoreOptions options, Vault vault)
{
    /// <param name="anchor">Another anchor than that of the data directory.</param>
    /// <returns>What was found, and how many rows wait to be sealed.</returns>
    public async Task<(ChainReport Report, int Waiting)> Run(string? anchor, CancellationToken cancel)
    {
        // The anchor first: what it knows was in the store before.
        var file = anchor ?? options.AuditAnchorFile;
        var lines = File.Exists(file) ? WholeLines(await File.ReadAllTextAsync(file, cancel)) : null;
        await using var moment = await OneMoment(cancel);
        await using var within = await db.Database.UseTransactionAsync(moment, cancel);
        var waiting = await db.Changes.CountAsync(c => c.Batch == null, cancel);
        var batches = await db.AuditBatches.AsNoTracking().OrderBy(b => b.Ordinal).ToListAsync(cancel);
        var rows = db.Changes.AsNoTracking().Where(c => c.Batch != null).OrderBy(c => c.Batch).AsEnumerable();
        return (VerifyChain.Run(batches, rows, lines, vault), waiting);
    }

    /// <summary>A reading transaction, which keeps no writer waiting.</summary>
    private async Task<DbTransaction> OneMoment(CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        return db.Database.GetDbConnection() is SqliteConnection file
            ? file.BeginTransaction(deferred: true)
            : await db.Database.GetDbConnection().BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
    }

    /// <summary>A power cut may have left half a line at the end.</summary>
    private static string[] WholeLines(string text) =>
        text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
