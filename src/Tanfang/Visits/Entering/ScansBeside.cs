using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Visits.Entering;

/// <summary>Which scans may lie beside a sheet: those given with its batch, and those filed with a printed sheet of the elder that nobody has entered.</summary>
internal static class ScansBeside
{
    public static IQueryable<PaperScan> Of(TanfangDb db, EntrySheet sheet) =>
        db
            .PaperScans.AsNoTracking()
            .Where(s =>
                s.BatchId == sheet.BatchId
                || db.PrintedSheets.Any(p =>
                    p.Id == s.SheetId
                    && p.VisitId == null
                    && (p.ElderId == sheet.ElderId || p.Id == sheet.PrintedSheetId)
                )
            );
}
