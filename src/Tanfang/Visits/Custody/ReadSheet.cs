using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Custody;

/// <summary>A scan that is filed with a copy.</summary>
public sealed record FiledPicture(Guid Id, Guid SheetId, CopyFor Copy, int Number, DateTimeOffset AddedAt);

/// <summary>One printed sheet: whose, where its copies are and how they came there.</summary>
public sealed record SheetOpened(
    PrintedSheet Sheet,
    Elder Elder,
    Visit? Visit,
    IReadOnlyList<SheetCopy> Copies,
    IReadOnlyList<CopyEvent> Events,
    IReadOnlyList<FiledPicture> Scans
)
{
    public IEnumerable<FiledPicture> ScansOf(CopyFor copy) => Scans.Where(s => s.Copy == copy);

    public string CodeOf(CopyFor copy) => Sheet.Code is { } code ? new SheetCode(code, copy).Text : "";
}

/// <summary>Opens printed sheets; out of scope and unknown alike are not there.</summary>
public sealed class ReadSheet(TanfangDb db, FindSheet find)
{
    public async Task<SheetOpened?> Run(Scope scope, Guid id, CancellationToken cancel)
    {
        var sheets = db.PrintedSheets.Where(s => s.Id == id && s.Code != null);
        if (await sheets.AsNoTracking().SingleOrDefaultAsync(cancel) is not { } sheet)
            return null;
        var person = await find.PersonOf(sheet.ElderId, sheet.VisitId, cancel);
        var elder = await db.EldersOf(scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == person, cancel);
        return elder is null ? null : (await Read(elder, sheets, cancel)).Single();
    }

    /// <summary>All sheets of an elder, or of one visit in all its corrections, the newest first.</summary>
    public async Task<IReadOnlyList<SheetOpened>> Of(Scope scope, Guid id, Guid? visit, CancellationToken cancel)
    {
        if (await db.EldersOf(scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancel) is not { } elder)
            return [];
        // One that was revoked is paper to be thrown away, unless a scan of it is here.
        var sheets = db.PrintedSheets.Where(s =>
            s.Code != null && (s.RevokedAt == null || db.PaperScans.Any(p => p.SheetId == s.Id))
        );
        if (visit is { } one)
        {
            var same = db.Visits.Where(v =>
                v.Id == one
                || db.Visits.Any(a =>
                    a.Id == one && a.ElderId == v.ElderId && a.Ordinal == v.Ordinal && a.Ordinal != null
                )
            );
            return await Read(elder, sheets.Where(s => same.Any(v => v.Id == s.VisitId)), cancel);
        }

        var files = (await MergedFiles.Read(db, [id], cancel)).ReadUnder(id);
        return await Read(elder, sheets.Where(s => files.Contains(s.ElderId)), cancel);
    }

    /// <summary>Scans of an elder that belong to no sheet and no visit.</summary>
    public async Task<IReadOnlyList<(Guid Scan, DateTimeOffset At)>> Loose(
        Scope scope,
        Guid id,
        CancellationToken cancel
    )
    {
        if (!await db.EldersOf(scope).AnyAsync(e => e.Id == id, cancel))
            return [];
        var files = (await MergedFiles.Read(db, [id], cancel)).ReadUnder(id);
        var rows = await db
            .PaperScans.Where(s => s.ElderId != null && files.Contains(s.ElderId.Value))
            .Where(s => s.SheetId == null && s.VisitId == null)
            .OrderBy(s => s.AddedAt)
            .Select(s => new { s.Id, s.AddedAt })
            .ToListAsync(cancel);
        return [.. rows.Select(r => (r.Id, r.AddedAt))];
    }

    private async Task<IReadOnlyList<SheetOpened>> Read(
        Elder elder,
        IQueryable<PrintedSheet> sheets,
        CancellationToken cancel
    )
    {
        var rows = await sheets
            .AsNoTracking()
            .OrderByDescending(s => s.PreparedAt)
            .ThenByDescending(s => s.Id)
            .Take(50)
            .ToListAsync(cancel);
        var ids = rows.Select(r => r.Id).ToList();
        var visits = rows.Select(r => r.VisitId).OfType<Guid>().ToList();
        var visitOf = await db
            .Visits.AsNoTracking()
            .Where(v => visits.Contains(v.Id))
            .ToDictionaryAsync(v => v.Id, cancel);
        var copies = await db.SheetCopies.AsNoTracking().Where(c => ids.Contains(c.SheetId)).ToListAsync(cancel);
        var events = await db.CopyEvents.AsNoTracking().Where(e => ids.Contains(e.SheetId)).ToListAsync(cancel);
        var scans = await db
            .PaperScans.Where(s => s.SheetId != null && ids.Contains(s.SheetId.Value))
            .OrderBy(s => s.Number)
            .Select(s => new FiledPicture(s.Id, s.SheetId!.Value, s.Copy!.Value, s.Number, s.AddedAt))
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(sheet => new SheetOpened(
                sheet,
                elder,
                sheet.VisitId is { } visit ? visitOf.GetValueOrDefault(visit) : null,
                [.. copies.Where(c => c.SheetId == sheet.Id).OrderBy(c => c.Copy)],
                [.. events.Where(e => e.SheetId == sheet.Id).OrderBy(e => e.RecordedAt).ThenBy(e => e.Id)],
                [.. scans.Where(s => s.SheetId == sheet.Id)]
            )),
        ];
    }
}
