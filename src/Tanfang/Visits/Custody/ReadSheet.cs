using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Custody;

/// <summary>One printed sheet: whose, where its copies are and how they came there.</summary>
public sealed record SheetOpened(
    PrintedSheet Sheet,
    Elder Elder,
    Visit? Visit,
    IReadOnlyList<SheetCopy> Copies,
    IReadOnlyList<CopyEvent> Events
)
{
    public string CodeOf(CopyFor copy) => Sheet.Code is { } code ? new SheetCode(code, copy).Text : "";
}

/// <summary>Opens printed sheets; out of scope and unknown alike are not there.</summary>
public sealed class ReadSheet(TanfangDb db)
{
    public async Task<SheetOpened?> Run(Scope scope, Guid id, CancellationToken cancel) =>
        (await Read(scope, db.PrintedSheets.Where(s => s.Id == id && s.Code != null), cancel)).SingleOrDefault();

    /// <summary>All sheets of an elder, or of one visit in all its corrections, the newest first.</summary>
    public Task<IReadOnlyList<SheetOpened>> Of(Scope scope, Guid elder, Guid? visit, CancellationToken cancel)
    {
        var sheets = db.PrintedSheets.Where(s => s.ElderId == elder && s.Code != null && s.RevokedAt == null);
        if (visit is { } id)
        {
            var same = db.Visits.Where(v =>
                db.Visits.Any(a => a.Id == id && a.ElderId == v.ElderId && a.Ordinal == v.Ordinal && a.Ordinal != null)
            );
            sheets = sheets.Where(s => same.Any(v => v.Id == s.VisitId));
        }

        return Read(scope, sheets, cancel);
    }

    private async Task<IReadOnlyList<SheetOpened>> Read(
        Scope scope,
        IQueryable<PrintedSheet> sheets,
        CancellationToken cancel
    )
    {
        var rows = await sheets
            .AsNoTracking()
            .Join(db.EldersOf(scope), s => s.ElderId, e => e.Id, (sheet, elder) => new { sheet, elder })
            .OrderByDescending(r => r.sheet.PreparedAt)
            .ThenByDescending(r => r.sheet.Id)
            .Take(50)
            .ToListAsync(cancel);
        var ids = rows.Select(r => r.sheet.Id).ToList();
        var visits = rows.Select(r => r.sheet.VisitId).OfType<Guid>().ToList();
        var visitOf = await db
            .Visits.AsNoTracking()
            .Where(v => visits.Contains(v.Id))
            .ToDictionaryAsync(v => v.Id, cancel);
        var copies = await db.SheetCopies.AsNoTracking().Where(c => ids.Contains(c.SheetId)).ToListAsync(cancel);
        var events = await db.CopyEvents.AsNoTracking().Where(e => ids.Contains(e.SheetId)).ToListAsync(cancel);
        return
        [
            .. rows.Select(r => new SheetOpened(
                r.sheet,
                r.elder,
                r.sheet.VisitId is { } visit ? visitOf.GetValueOrDefault(visit) : null,
                [.. copies.Where(c => c.SheetId == r.sheet.Id).OrderBy(c => c.Copy)],
                [.. events.Where(e => e.SheetId == r.sheet.Id).OrderBy(e => e.RecordedAt).ThenBy(e => e.Id)]
            )),
        ];
    }
}
