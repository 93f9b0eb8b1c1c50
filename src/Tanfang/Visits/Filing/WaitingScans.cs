using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Filing;

/// <summary>A scan that waits.</summary>
public sealed record WaitingScan(Guid Id, string Type, int Size, DateTimeOffset AddedAt);

/// <summary>待认领: scans whose code could not be read. Sealed under the store's key, seen by whoever gave them, gone when claimed or deleted.</summary>
public sealed class WaitingScans(TanfangDb db, WriteGate gate, Vault vault, TimeProvider clock)
{
    public const int Most = 300;

    public Task<List<WaitingScan>> List(CurrentUser user, CancellationToken cancel) =>
        Mine(user)
            .OrderBy(s => s.AddedAt)
            .ThenBy(s => s.Id)
            .Select(s => new WaitingScan(s.Id, s.Type, s.Size, s.AddedAt))
            .ToListAsync(cancel);

    /// <summary>Null when it does not wait for this user.</summary>
    public async Task<CheckedFile?> Open(CurrentUser user, Guid id, CancellationToken cancel) =>
        await Mine(user).AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancel) is { } scan
            ? new CheckedFile("", scan.Type, EntrySeals.OpenScan(vault.StoreSeal, scan), scan.Id)
            : null;

    /// <summary>Keeps a file until somebody says whose it is; the same file once.</summary>
    public Task<Result<Guid>> Keep(CurrentUser user, CheckedFile file, CancellationToken cancel) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                var waiting = Mine(user);
                var same = await waiting.Where(s => s.Digest == file.Digest).Select(s => s.Id).ToListAsync(cancel);
                if (same.Count > 0)
                    return same[0];
                if (await waiting.CountAsync(cancel) >= Most)
                    return new Refusal("scans-many", $"已有 {Most} 个扫描件待认领", "请先认领或删除");
                var now = clock.Now();
                var id = Guid.CreateVersion7(now);
                db.PaperScans.Add(
                    new PaperScan
                    {
                        Id = id,
                        BatchId = id,
                        Number = 0,
                        Type = file.Type,
                        Size = file.Bytes.Length,
                        File = EntrySeals.CloseScan(vault.StoreSeal, id, file.Bytes),
                        WaitsFor = user.Actor.Id,
                        Digest = file.Digest,
                        AddedAt = now,
                    }
                );
                await db.SaveChangesAsync(cancel);
                db.ChangeTracker.Clear();
                return id;
            },
            cancel
        );

    /// <summary>The sheet was none of ours: keeps the scan with the elder. False when scan or elder is out of reach.</summary>
    public Task<bool> GiveTo(CurrentUser user, Guid id, Guid elderId, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                var elder = await db.EldersOf(user.Scope)
                    .AsNoTracking()
                    .SingleOrDefaultAsync(e => e.Id == elderId && e.WrappedKey != null, cancel);
                if (elder is null || await Mine(user).SingleOrDefaultAsync(s => s.Id == id, cancel) is not { } scan)
                    return false;
                scan.File = EntrySeals.CloseScan(vault.SealOf(elder), id, EntrySeals.OpenScan(vault.StoreSeal, scan));
                (scan.ElderId, scan.WaitsFor) = (elderId, null);
                db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "scan.filed", elderId.ToString("N"), "sheet=none"));
                await db.SaveChangesAsync(cancel);
                return true;
            },
            cancel
        );

    public Task Drop(CurrentUser user, Guid id, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                if (await Mine(user).Where(s => s.Id == id).ExecuteDeleteAsync(cancel) == 0)
                    return;
                db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "scan.dropped", id.ToString("N")));
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );

    private IQueryable<PaperScan> Mine(CurrentUser user) => db.PaperScans.Where(s => s.WaitsFor == user.Actor.Id);
}
