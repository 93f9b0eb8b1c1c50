using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Divisions.Loading;

/// <summary>
/// Loads the national file into an empty division table, whole or not at all. A store that has divisions keeps them:
/// its people refer to them.
/// </summary>
public sealed partial class LoadDivisions(TanfangDb db, WriteGate gate)
{
    private const int ChunkSize = 20_000;

    /// <returns>How many rows were loaded; 0 when the table was already filled.</returns>
    /// <param name="only">Loads only divisions for which this holds (with their ancestors); null = all.</param>
    public async Task<int> Run(CancellationToken cancel, Func<Division, bool>? only = null) =>
        await gate.Write(
            db,
            async () =>
            {
                if (await db.Divisions.AnyAsync(cancel))
                {
                    return 0;
                }

                var rows = DivisionFile.Read();
                if (only is not null)
                {
                    rows = rows.Where(only);
                }

                var indexes = await TakeIndexes(cancel);
                var loaded = 0;
                foreach (var chunk in rows.Chunk(ChunkSize))
                {
                    await WriteRows.Insert<Division>(db, chunk, cancel);
                    loaded += chunk.Length;
                }

                foreach (var index in indexes)
                {
                    await db.Database.ExecuteSqlRawAsync(index, cancel);
                }

                var digest = Convert.ToHexStringLower(
                    SHA256.HashData(await File.ReadAllBytesAsync(DivisionFile.Path, cancel))
                );
                db.StoreInfo.Add(new StoreInfo { Key = StoreInfo.Divisions, Value = digest });
                await db.SaveChangesAsync(cancel);
                return loaded;
            },
            cancel
        );

    /// <summary>
    /// Takes the indexes away and returns the statements that put them back, as the store itself spells them: one sorted
    /// build costs a fraction of 665,276 insertions in the middle.
    /// </summary>
    private async Task<List<string>> TakeIndexes(CancellationToken cancel)
    {
        var indexes = db.IsSqlite
            ? db.Database.SqlQueryRaw<string>(
                "select sql as \"Value\" from sqlite_master where type = 'index' and tbl_name = 'divisions' and sql is not null"
            )
            : db.Database.SqlQueryRaw<string>(
                "select indexdef as \"Value\" from pg_indexes where schemaname = current_schema() and tablename = 'divisions' and indexdef not like '%UNIQUE%'"
            );
        var statements = await indexes.ToListAsync(cancel);
        foreach (var drop in statements.Select(s => $"drop index {IndexName().Match(s).Groups[1].Value}"))
        {
            await db.Database.ExecuteSqlRawAsync(drop, cancel);
        }

        return statements;
    }

    [GeneratedRegex("INDEX (\\S+) ON")]
    private static partial Regex IndexName();
}
