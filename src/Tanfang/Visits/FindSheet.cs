using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits;

/// <summary>The sheet a code stands for, and which of its copies.</summary>
/// <param name="PersonId">The file that answers now for the person whom its record is about; after 并档 another than the sheet was printed for.</param>
public sealed record FoundSheet(PrintedSheet Sheet, SheetCode Code, Guid PersonId)
{
    /// <summary>Where its record is: the visit on it, or the desk where what was written on it is entered.</summary>
    public string Address =>
        Sheet.VisitId is { } visit ? $"/visits/{visit}" : $"/elders/{PersonId}/visits/new?sheet={Code.Text}";
}

/// <summary>Finds the sheet of a code. Unknown, revoked and out of scope answer alike: null.</summary>
public sealed class FindSheet(TanfangDb db)
{
    public async Task<FoundSheet?> Run(Scope scope, string? text, CancellationToken cancel)
    {
        if (SheetCode.Read(text) is not { } code)
            return null;
        var sheet = await db
            .PrintedSheets.AsNoTracking()
            .Where(s => s.Code == code.Random && s.RevokedAt == null)
            .Where(s => s.OnlyCopy == null || s.OnlyCopy == code.Copy)
            .SingleOrDefaultAsync(s => db.Elders.Any(e => e.Id == s.ElderId && e.WrappedKey != null), cancel);
        if (sheet is null)
            return null;
        var person = await PersonOf(sheet.ElderId, sheet.VisitId, cancel);
        return await db.EldersOf(scope).AnyAsync(e => e.Id == person && e.WrappedKey != null, cancel)
            ? new FoundSheet(sheet, code, person)
            : null;
    }

    /// <summary>What to say of a text that found nothing.</summary>
    public static string WhyNot(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "请扫码，或输入纸上二维码下面的编号"
        : SheetCode.Read(text) is null ? "编号不对：应为十二位字母和数字，例如 K7QM-3X9D-R01H。请核对后重输"
        : "这个编号打不开记录：可能已经停用，或不在您的范围内";

    /// <summary>Who answers for a sheet now: files may have been merged, the visit on it moved to another person.</summary>
    public async Task<Guid> PersonOf(Guid file, Guid? visitId, CancellationToken cancel)
    {
        var visit = visitId is { } id
            ? await db.Visits.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, cancel)
            : null;
        var files = await MergedFiles.Read(db, [visit?.ElderId ?? file], cancel);
        return visit is null ? files.PersonOf(file) : files.PersonOf(visit);
    }

    /// <summary>Notes which visit was entered from a blank sheet; the first one stays. Inside somebody's write transaction or alone.</summary>
    public Task Link(FoundSheet found, Guid visit, CancellationToken cancel) =>
        db
            .PrintedSheets.Where(s => s.Id == found.Sheet.Id && s.VisitId == null)
            .Where(s =>
                db.Visits.Any(v =>
                    v.Id == visit && (v.ElderId == s.ElderId || v.ElderId == found.PersonId) && !v.IsAttempt
                )
            )
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.VisitId, visit), cancel);
}
