using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Entering;

/// <summary>Hands out a scan to whoever may see its batch, or once it is kept its elder; one that waits to be filed to whoever gave it. Nothing in it runs, nothing keeps a copy.</summary>
internal static class ShowScan
{
    public static async Task<IResult> Run(
        Guid id,
        TanfangDb db,
        Vault vault,
        CurrentUser user,
        FindSheet find,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (await db.PaperScans.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancel) is not { } scan)
            return Results.NotFound();
        if (await SealFor(scan, db, vault, user, find, cancel) is not { } seal)
            return Results.NotFound();
        var headers = http.Response.Headers;
        // The browser's own viewer of PDF does not open inside a sandbox; it runs nothing of the page's either way.
        headers.ContentSecurityPolicy =
            scan.Type == "application/pdf"
                ? "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
                : "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
        headers.CacheControl = "no-store";
        headers.ContentDisposition = "inline";
        return Results.Bytes(EntrySeals.OpenScan(seal, scan), scan.Type);
    }

    private static async Task<Seal?> SealFor(
        PaperScan scan,
        TanfangDb db,
        Vault vault,
        CurrentUser user,
        FindSheet find,
        CancellationToken cancel
    )
    {
        if (scan.ElderId is { } id)
        {
            var visit = scan.SheetId is { } sheet
                ? await db.PrintedSheets.Where(s => s.Id == sheet).Select(s => s.VisitId).SingleAsync(cancel)
                : scan.VisitId;
            // Sealed under the file it was kept for; seen by whoever sees the person whom that is now.
            var person = await find.PersonOf(id, visit, cancel);
            var sees = await db.EldersOf(user.Scope).AnyAsync(e => e.Id == person, cancel);
            var file = await db.Elders.AsNoTracking().SingleAsync(e => e.Id == id, cancel);
            return sees && file.WrappedKey is not null ? vault.SealOf(file) : null;
        }

        var mine = scan.WaitsFor is { } whom
            ? whom == user.Actor.Id
            : await db.EntryBatchesOf(user).AnyAsync(b => b.Id == scan.BatchId, cancel);
        return mine ? vault.StoreSeal : null;
    }
}
