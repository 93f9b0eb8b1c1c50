using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Filing;

/// <summary>取回: a scan was filed with the wrong sheet; it waits again. What was noted of the copy stays.</summary>
public sealed class TakeBackScan(TanfangDb db, WriteGate gate, Vault vault, FindSheet find, TimeProvider clock)
{
    /// <summary>False when it is not this sheet's, or out of reach.</summary>
    public Task<bool> Run(CurrentUser user, PrintedSheet sheet, Guid id, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                var person = await find.PersonOf(sheet.ElderId, sheet.VisitId, cancel);
                if (!await db.EldersOf(user.Scope).AnyAsync(e => e.Id == person, cancel))
                    return false;
                var scan = await db.PaperScans.SingleOrDefaultAsync(s => s.Id == id && s.SheetId == sheet.Id, cancel);
                var elder = await db.Elders.AsNoTracking().SingleAsync(e => e.Id == sheet.ElderId, cancel);
                if (scan is null || elder.WrappedKey is null)
                    return false;
                scan.File = EntrySeals.CloseScan(vault.StoreSeal, id, EntrySeals.OpenScan(vault.SealOf(elder), scan));
                (scan.ElderId, scan.SheetId, scan.Copy) = (null, null, null);
                (scan.Number, scan.WaitsFor) = (0, user.Actor.Id);
                var detail = $"sheet={sheet.Id:N}";
                db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "scan.takenBack", elder.Id.ToString("N"), detail));
                await db.SaveChangesAsync(cancel);
                return true;
            },
            cancel
        );
}
