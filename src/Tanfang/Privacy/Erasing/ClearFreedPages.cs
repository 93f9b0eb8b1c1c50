using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Privacy.Erasing;

/// <summary>
/// After an erasure the log of the embedded store still holds the pages as they were: it is played into the file, which has them overwritten
/// (secure_delete), and cut to nothing. On PostgreSQL the server's vacuum does it in its own time (docs/security.md).
/// </summary>
public sealed class ClearFreedPages(TanfangDb db, TimeProvider clock, ILogger<ClearFreedPages> log)
{
    private const int Tries = 50;

    /// <summary>Whoever reads at this moment holds the log; what is not cut now is cut when the office is next started or stopped.</summary>
    public async Task Run(CancellationToken cancel)
    {
        if (!db.IsSqlite)
        {
            return;
        }

        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "pragma wal_checkpoint(truncate)";
            for (var n = 0; n < Tries; n++)
            {
                if (await command.ExecuteScalarAsync(cancel) is 0L)
                {
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancel);
            }

            log.LogWarning("the log of the store is in use and keeps erased pages until the next start");
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
