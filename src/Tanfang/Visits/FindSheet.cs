using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits;

/// <summary>The sheet a code stands for, and which of its copies.</summary>
public sealed record FoundSheet(PrintedSheet Sheet, SheetCode Code)
{
    /// <summary>Where its record is: the visit on it, or the desk where what was written on it is entered.</summary>
    public string Address =>
        Sheet.VisitId is { } visit ? $"/visits/{visit}" : $"/elders/{Sheet.ElderId}/visits/new?sheet={Code.Text}";
}

/// <summary>Finds the sheet of a code. Unknown, revoked and out of scope answer alike: null.</summary>
public sealed class FindSheet(TanfangDb db)
{
    public async Task<FoundSheet?> Run(Scope scope, string? text, CancellationToken cancel)
    {
        if (SheetCode.Read(text) is not { } code)
            return null;
        var elders = db.EldersOf(scope);
        var sheet = await db
            .PrintedSheets.AsNoTracking()
            .Where(s => s.Code == code.Random && s.RevokedAt == null)
            .Where(s => s.OnlyCopy == null || s.OnlyCopy == code.Copy)
            .SingleOrDefaultAsync(s => elders.Any(e => e.Id == s.ElderId && e.WrappedKey != null), cancel);
        return sheet is null ? null : new FoundSheet(sheet, code);
    }

    /// <summary>Notes which visit was entered from a blank sheet; the first one stays. Inside somebody's write transaction or alone.</summary>
    public Task Link(FoundSheet found, Guid visit, CancellationToken cancel) =>
        db
            .PrintedSheets.Where(s => s.Id == found.Sheet.Id && s.VisitId == null)
            .Where(s => db.Visits.Any(v => v.Id == visit && v.ElderId == s.ElderId && !v.IsAttempt))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.VisitId, visit), cancel);
}
