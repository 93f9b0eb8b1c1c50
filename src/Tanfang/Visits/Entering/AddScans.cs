using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Visits.Entering;

/// <summary>One file as it was given; the name is only said back in a refusal, never kept: it may hold a person's.</summary>
public sealed record GivenScan(string Name, byte[] Bytes)
{
    /// <summary>Not a byte more is read than says that it is too much.</summary>
    public static async Task<GivenScan> Read(IFormFile file, CancellationToken cancel)
    {
        var bytes = new byte[Math.Min(file.Length, ScanContent.Largest + 1)];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancel);
        return new GivenScan(Path.GetFileName(file.FileName), bytes);
    }
}

/// <summary>交扫描件: keeps the scans of a batch, sealed, in the order in which they were given. The good ones are in; each refused one is named.</summary>
public sealed class AddScans(TanfangDb db, WriteGate gate, Vault vault, TimeProvider clock)
{
    public const int Most = 300;

    /// <summary>How many are in, and why the others are not.</summary>
    public async Task<(int Kept, IReadOnlyList<Refusal> Refusals)> Run(
        CurrentUser user,
        Guid batchId,
        IEnumerable<GivenScan> files,
        CancellationToken cancel
    )
    {
        var refusals = new List<Refusal>();
        var kept = 0;
        foreach (var file in files)
        {
            var stripped = StripScan.Run(file.Bytes);
            var refused = stripped.Succeeded ? await Keep(user, batchId, stripped.Value, cancel) : stripped.Refusals[0];
            if (refused is null)
                kept++;
            else
                refusals.Add(refused with { Reason = $"“{file.Name}”：{refused.Reason}", Field = "Scans" });
        }

        return (kept, refusals);
    }

    private Task<Refusal?> Keep(CurrentUser user, Guid batchId, StrippedScan scan, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                if (!db.IsSqlite)
                    await db.Database.ExecuteSqlAsync(
                        $"select 1 from entry_batches where id = {batchId} for update",
                        cancel
                    );
                if (!await db.EntryBatchesOf(user).AnyAsync(b => b.Id == batchId && b.ClosedAt == null, cancel))
                    return new Refusal("batch-closed", "这批补录已经结束", "请另开一批");
                var number =
                    1
                    + (await db.PaperScans.Where(s => s.BatchId == batchId).MaxAsync(s => (int?)s.Number, cancel) ?? 0);
                if (number > Most)
                    return new Refusal("scans-many", $"一批最多 {Most} 个扫描件", "请先录完这批，再开一批");
                var now = clock.Now();
                var id = Guid.CreateVersion7(now);
                db.PaperScans.Add(
                    new PaperScan
                    {
                        Id = id,
                        BatchId = batchId,
                        Number = number,
                        Type = scan.Type,
                        Size = scan.Bytes.Length,
                        File = EntrySeals.CloseScan(vault.StoreSeal, id, scan.Bytes),
                        AddedAt = now,
                    }
                );
                db.Changes.Add(
                    ChangeEntry.Of(user.Actor, clock, "entry.scanAdded", batchId.ToString("N"), $"number={number}")
                );
                await db.SaveChangesAsync(cancel);
                db.ChangeTracker.Clear();
                return (Refusal?)null;
            },
            cancel
        );
}
