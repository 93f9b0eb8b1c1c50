using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Tanfang.Data;

namespace Tanfang.Divisions.Loading;

/// <summary>
/// Loads the national file into an empty division table, whole or not at all. A store that has divisions keeps them:
/// its people refer to them.
/// </summary>
public sealed partial class LoadDivisions(TanfangDb db, WriteGate gate)
{
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
                var loaded = db.IsSqlite ? await Insert(rows, cancel) : await Copy(rows, cancel);
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

    private const string Columns = "id, code, name, level, parent_id, province_id, city_id, county_id, township_id";

    private async Task<int> Insert(IEnumerable<Division> rows, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"insert into divisions ({Columns}) values ($p0, $p1, $p2, $p3, $p4, $p5, $p6, $p7, $p8)";
        for (var i = 0; i < 9; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"$p{i}";
            command.Parameters.Add(parameter);
        }

        var count = 0;
        foreach (var d in rows)
        {
            object?[] values =
            [
                d.Id,
                d.Code,
                d.Name,
                (int)d.Level,
                d.ParentId,
                d.ProvinceId,
                d.CityId,
                d.CountyId,
                d.TownshipId,
            ];
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(cancel);
            count++;
        }

        return count;
    }

    private async Task<int> Copy(IEnumerable<Division> rows, CancellationToken cancel)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var writer = await connection.BeginBinaryImportAsync(
            $"copy divisions ({Columns}) from stdin (format binary)",
            cancel
        );
        var count = 0;
        foreach (var d in rows)
        {
            await writer.StartRowAsync(cancel);
            await writer.WriteAsync(d.Id, NpgsqlDbType.Integer, cancel);
            await writer.WriteAsync(d.Code, NpgsqlDbType.Varchar, cancel);
            await writer.WriteAsync(d.Name, NpgsqlDbType.Varchar, cancel);
            await writer.WriteAsync((int)d.Level, NpgsqlDbType.Integer, cancel);
            foreach (var id in new[] { d.ParentId, d.ProvinceId, d.CityId, d.CountyId, d.TownshipId })
            {
                if (id is { } value)
                {
                    await writer.WriteAsync(value, NpgsqlDbType.Integer, cancel);
                }
                else
                {
                    await writer.WriteNullAsync(cancel);
                }
            }

            count++;
        }

        await writer.CompleteAsync(cancel);
        return count;
    }
}
