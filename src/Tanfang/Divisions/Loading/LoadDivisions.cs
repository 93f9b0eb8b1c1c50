using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Divisions.Loading;

/// <summary>
/// Loads the national file into an empty division table, whole or not at all. A store that has divisions keeps them:
/// its people refer to them.
/// </summary>
public sealed class LoadDivisions(TanfangDb db, FillTables fill)
{
    private const int ChunkSize = 10_000;

    /// <returns>How many rows were loaded; 0 when the table was already filled.</returns>
    /// <param name="only">Loads only divisions for which this holds (with their ancestors); null = all.</param>
    public async Task<int> Run(CancellationToken cancel, Func<Division, bool>? only = null) =>
        await db.Divisions.AnyAsync(cancel) ? 0 : await fill.Run([], () => InFilling(cancel, only), cancel);

    /// <inheritdoc cref="Run"/>
    /// <remarks>Part of a filling that has begun.</remarks>
    internal async Task<int> InFilling(CancellationToken cancel, Func<Division, bool>? only = null) =>
        await db.Divisions.AnyAsync(cancel)
            ? 0
            : await fill.Also([typeof(Division)], () => Load(only ?? (_ => true), cancel), cancel);

    private async Task<int> Load(Func<Division, bool> only, CancellationToken cancel)
    {
        var loaded = 0;
        var chunks = DivisionFile.Read().Where(only).Chunk(ChunkSize);
        await using var packed = Ahead<PackedRows>.Make(chunks, c => WriteRows.Pack<Division>(db, c), 4, cancel);
        await foreach (var rows in packed.All())
        {
            await rows.Write(db, cancel);
            loaded += rows.Count;
        }

        var file = await File.ReadAllBytesAsync(DivisionFile.Path, cancel);
        var digest = Convert.ToHexStringLower(SHA256.HashData(file));
        db.StoreInfo.Add(new StoreInfo { Key = StoreInfo.Divisions, Value = digest });
        await db.SaveChangesAsync(cancel);
        return loaded;
    }
}
