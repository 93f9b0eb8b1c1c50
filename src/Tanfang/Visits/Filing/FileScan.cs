using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits.Custody;

namespace Tanfang.Visits.Filing;

/// <summary>A file whose content was checked.</summary>
/// <param name="Waiting">The scan that waited, when it is that one.</param>
public sealed record CheckedFile(string Name, string Type, byte[] Bytes, Guid? Waiting = null)
{
    public byte[] Digest { get; } = SHA256.HashData(Bytes);
}

/// <summary>
/// 归档: keeps a scan with the copy of the printed sheet it is a picture of, sealed under the elder's key, and moves the copy on. The same
/// file is filed once; another one of the same copy is kept beside the first.
/// </summary>
public sealed class FileScan(TanfangDb db, WriteGate gate, Vault vault, MarkCopy mark, TimeProvider clock)
{
    /// <param name="found">As <see cref="FindSheet"/> found it for this user.</param>
    /// <param name="receivedBy">Who has the paper in the archive now; null: it is signed, and nothing is said of where it lies.</param>
    public Task<TakenScan> Run(
        CurrentUser user,
        CheckedFile file,
        FoundSheet found,
        string? receivedBy,
        CancellationToken cancel
    ) => gate.Write(db, () => Keep(user, file, found, receivedBy, cancel), cancel);

    private async Task<TakenScan> Keep(
        CurrentUser user,
        CheckedFile file,
        FoundSheet found,
        string? receivedBy,
        CancellationToken cancel
    )
    {
        db.ChangeTracker.Clear();
        var (sheet, which) = (found.Sheet, found.Code.Copy);
        if (!db.IsSqlite)
            await db.Database.ExecuteSqlAsync($"select 1 from printed_sheets where id = {sheet.Id} for update", cancel);
        var waited = await db
            .PaperScans.Where(s => s.Id == file.Waiting && s.WaitsFor == user.Actor.Id)
            .ExecuteDeleteAsync(cancel);
        var name = await db.EldersOf(user.Scope)
            .Where(e => e.Id == found.PersonId)
            .Select(e => e.Name)
            .SingleAsync(cancel);
        var copy = await db.SheetCopies.SingleAsync(c => c.SheetId == sheet.Id && c.Copy == which, cancel);
        var there = await db
            .PaperScans.Where(s => s.SheetId == sheet.Id && s.Copy == which)
            .Select(s => new { s.Id, s.Digest })
            .ToListAsync(cancel);
        var answer = new TakenScan(file.Name, ScanFate.Already, "", null, found, copy.State, Mask.Name(name));
        if (there.Find(s => file.Digest.AsSpan().SequenceEqual(s.Digest)) is { } same)
            return answer with { ScanId = same.Id };
        var id = await Add(waited == 1 ? file.Waiting : null, file, found, there.Count + 1, cancel);
        // A copy that is further on, lost or replaced stays where it is; its picture is kept all the same.
        var today = clock.Today();
        mark.Note(
            copy,
            sheet,
            receivedBy is null
                ? new CopyNews(CopyState.Signed, today)
                : new CopyNews(CopyState.Received, today, receivedBy),
            user.Actor
        );
        var detail = $"sheet={sheet.Id:N},copy={which}";
        db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "scan.filed", sheet.ElderId.ToString("N"), detail));
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        var fate = there.Count == 0 ? ScanFate.Filed : ScanFate.Beside;
        return answer with { Fate = fate, ScanId = id, State = copy.State };
    }

    private async Task<Guid> Add(Guid? waited, CheckedFile file, FoundSheet found, int number, CancellationToken cancel)
    {
        var elder = await db.Elders.AsNoTracking().SingleAsync(e => e.Id == found.Sheet.ElderId, cancel);
        var now = clock.Now();
        var id = waited ?? Guid.CreateVersion7(now);
        db.PaperScans.Add(
            new PaperScan
            {
                Id = id,
                BatchId = id,
                Number = number,
                Type = file.Type,
                Size = file.Bytes.Length,
                File = EntrySeals.CloseScan(vault.SealOf(elder), id, file.Bytes),
                ElderId = elder.Id,
                SheetId = found.Sheet.Id,
                Copy = found.Code.Copy,
                Digest = file.Digest,
                AddedAt = now,
            }
        );
        return id;
    }
}
