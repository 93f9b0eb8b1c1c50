using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Entering;

/// <summary>Hands out a scan to whoever may see its batch, or once it is kept its elder. Nothing in it runs, nothing keeps a copy.</summary>
internal static class ShowScan
{
    public static async Task<IResult> Run(
        Guid id,
        TanfangDb db,
        Vault vault,
        CurrentUser user,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (await db.PaperScans.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancel) is not { } scan)
            return Results.NotFound();
        if (await SealFor(scan, db, vault, user, cancel) is not { } seal)
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
        CancellationToken cancel
    )
    {
        if (scan.ElderId is { } id)
        {
            var elder = await db.EldersOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancel);
            return elder?.WrappedKey is null ? null : vault.SealOf(elder);
        }

        var sees = await db.EntryBatchesOf(user).AnyAsync(b => b.Id == scan.BatchId, cancel);
        return sees ? vault.StoreSeal : null;
    }
}
