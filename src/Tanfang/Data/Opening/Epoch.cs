using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tanfang.Shared;

namespace Tanfang.Data.Opening;

/// <summary>
/// Changes when the store went back in time, so that phones send again what the store has forgotten. On SQLite a file beside
/// the store remembers how far it had come; on PostgreSQL the place (cluster, timeline, database) tells a restored server or a copied database.
/// </summary>
public sealed class Epoch(TanfangDb db, StoreOptions options, TimeProvider clock)
{
    private const string Place = "place";

    /// <summary>How far the store had come: the newest change and the newest visit received.</summary>
    private sealed record Mark(string Epoch, Guid? Change, DateTimeOffset? Visit);

    /// <summary>Renews the epoch when the store is not where it was; remembers where it is.</summary>
    public async Task Check(CancellationToken cancel)
    {
        var epoch = await Read(StoreInfo.Epoch, cancel);
        var place = db.IsSqlite ? null : await PlaceOfServer(cancel);
        if (epoch is null || (db.IsSqlite ? WentBack(await MarkOf(epoch, cancel)) : place != await Read(Place, cancel)))
        {
            epoch = Guid.CreateVersion7(clock.Now()).ToString("N");
            await Write(StoreInfo.Epoch, epoch, cancel);
        }

        if (place is not null)
        {
            await Write(Place, place, cancel);
        }

        await db.SaveChangesAsync(cancel);
        await Remember(cancel);
    }

    /// <summary>Writes down how far the embedded store has come. Cheap: two ends of indexes and a small file.</summary>
    public async Task Remember(CancellationToken cancel)
    {
        if (db.IsSqlite && await Read(StoreInfo.Epoch, cancel) is { } epoch)
        {
            var mark = await MarkOf(epoch, cancel);
            if (mark != Remembered())
            {
                OwnerOnly.Write(options.EpochFile, JsonSerializer.SerializeToUtf8Bytes(mark));
            }
        }
    }

    /// <summary>The memory that goes with a store restored under this epoch.</summary>
    internal static void Prepare(string folder, string epoch) =>
        OwnerOnly.Write(
            Path.Combine(folder, "epoch.json"),
            JsonSerializer.SerializeToUtf8Bytes(new Mark(epoch, null, null))
        );

    private bool WentBack(Mark now) =>
        Remembered() is { } then
        && (
            then.Epoch != now.Epoch
            || (then.Visit is { } visit && (now.Visit is null || now.Visit < visit))
            || (then.Change is { } change && (now.Change is null || Compare(now.Change.Value, change) < 0))
        );

    /// <summary>As SQLite sorts them; the first bits of a version 7 are its time.</summary>
    private static int Compare(Guid a, Guid b) => string.CompareOrdinal(a.ToString(), b.ToString());

    /// <summary>An unreadable file remembers another epoch: then the epoch is renewed, which costs a re-sending and loses nothing.</summary>
    private Mark? Remembered()
    {
        try
        {
            return File.Exists(options.EpochFile)
                ? JsonSerializer.Deserialize<Mark>(File.ReadAllBytes(options.EpochFile))
                : null;
        }
        catch (JsonException)
        {
            return new Mark("", null, null);
        }
    }

    private async Task<Mark> MarkOf(string epoch, CancellationToken cancel) =>
        new(
            epoch,
            await db.Changes.OrderByDescending(c => c.Id).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(cancel),
            await db.Visits.MaxAsync(v => (DateTimeOffset?)v.ReceivedAt, cancel)
        );

    private async Task<string> PlaceOfServer(CancellationToken cancel) =>
        await db
            .Database.SqlQueryRaw<string>(
                """
                select (select system_identifier from pg_control_system()) || '/' || (select timeline_id from pg_control_checkpoint())
                    || '/' || (select oid from pg_database where datname = current_database()) as "Value"
                """
            )
            .SingleAsync(cancel);

    private Task<string?> Read(string key, CancellationToken cancel) =>
        db.StoreInfo.Where(i => i.Key == key).Select(i => i.Value).SingleOrDefaultAsync(cancel);

    private async Task Write(string key, string value, CancellationToken cancel)
    {
        if (await db.StoreInfo.SingleOrDefaultAsync(i => i.Key == key, cancel) is { } known)
        {
            known.Value = value;
        }
        else
        {
            db.StoreInfo.Add(new StoreInfo { Key = key, Value = value });
        }
    }
}
