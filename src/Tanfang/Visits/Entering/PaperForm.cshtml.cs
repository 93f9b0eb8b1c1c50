using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits.Recording;

namespace Tanfang.Visits.Entering;

/// <summary>One scan that may lie beside a sheet, and whether it lies beside another; a filed one is a picture of this elder's printed sheet.</summary>
public sealed record ScanChoice(Guid Id, int Number, string Type, bool IsFiled, bool IsTaken);

/// <summary>/entry/{batch}/{elder}: one paper form, in the order of the paper.</summary>
public sealed class PaperFormModel(
    TanfangDb db,
    Vault vault,
    CurrentUser user,
    ReadBatch read,
    DivisionLookup divisions,
    FindShown findShown,
    KeepDraft keep,
    EnterSheet enter,
    SkipSheet skip
) : PageModel
{
    public OpenSheet Open { get; private set; } = null!;

    public Elder Elder => Open.Elder;

    public BatchView View { get; private set; } = null!;

    public PaperSheet Paper { get; private set; } = null!;

    public Sheet Fields => Paper.Fields;

    /// <summary>The earlier visit that 无变化 refers to.</summary>
    public Shown? Shown { get; private set; }

    public IReadOnlyList<Doubt> Doubts { get; private set; } = [];

    public IReadOnlyList<ScanChoice> Scans { get; private set; } = [];

    public string Place { get; private set; } = "";

    /// <summary>The code of the printed sheet that is being copied, when it was read.</summary>
    public string? Code { get; private set; }

    /// <summary>Another earlier visit is shown than the one beside which 无变化 was ticked.</summary>
    public bool BasisMoved { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid batchId, Guid elderId, CancellationToken cancel)
    {
        if (await db.FindEntrySheet(user, batchId, elderId, cancel) is not { } open)
            return NotFound();
        if (open.Sheet.IsDone || !open.Batch.IsOpen)
            return Redirect(open.Sheet.IsDone ? $"/visits/{open.Sheet.RecordId}" : $"/entry/{batchId}");
        var draft = EntrySeals.OpenDraft(vault.SealOf(open.Elder), open.Sheet);
        return await Lay(
            open,
            draft is null ? PaperSheet.Blank(open.Batch, user.Actor.Name) : PaperSheet.Parse(draft),
            cancel
        );
    }

    /// <param name="kind">attempt: nobody was met; else a visit.</param>
    /// <param name="sure">Codes of the doubts that the clerk confirmed.</param>
    public async Task<IActionResult> OnPostAsync(
        Guid batchId,
        Guid elderId,
        string? kind,
        List<string> sure,
        CancellationToken cancel
    )
    {
        if (await db.FindEntrySheet(user, batchId, elderId, cancel) is not { } open)
            return NotFound();
        var paper = PaperSheet.Of(Request.Form);
        var entered = await enter.Run(user, open, paper, kind == "attempt", sure, cancel);
        if (entered.IsIn)
        {
            TempData["Flash"] = entered.Ordinal is { } n
                ? $"已录入：{open.Elder.Name} 第 {n} 次探访"
                : $"已录入：{open.Elder.Name} 未遇";
            return Onwards(open);
        }

        EnterRecord.Show(entered.Refusals, ModelState);
        Doubts = entered.Doubts;
        // Saving kept what was typed: the sheet lies here again in the version that it has now.
        return await Again(batchId, elderId, paper, cancel);
    }

    /// <summary>暂存: answers the script with where it stands; without scripts the page comes back.</summary>
    public async Task<IActionResult> OnPostDraftAsync(Guid batchId, Guid elderId, int version, CancellationToken cancel)
    {
        var paper = PaperSheet.Of(Request.Form);
        var kept = await keep.Run(user, batchId, elderId, version, paper, cancel);
        if (Request.Headers.Accept.Any(a => a?.Contains("json", StringComparison.Ordinal) == true))
        {
            return kept.Succeeded
                ? new JsonResult(new { kept.Value.Version, text = Saved(kept.Value) })
                : new JsonResult(new { text = kept.Refusals[0].Sentence })
                {
                    StatusCode = StatusCodes.Status409Conflict,
                };
        }

        if (kept.Succeeded)
            return Redirect($"/entry/{batchId}/{elderId}");
        EnterRecord.Show(kept.Refusals, ModelState);
        return await Again(batchId, elderId, paper, cancel);
    }

    /// <summary>其余八项无变化, without scripts.</summary>
    public async Task<IActionResult> OnPostUnchangedAsync(Guid batchId, Guid elderId, CancellationToken cancel)
    {
        var paper = PaperSheet.Of(Request.Form);
        if (paper.Fields.Basis is not null)
            paper.Fields.FillUnchanged();
        return await Again(batchId, elderId, paper, cancel);
    }

    /// <param name="reason">Why the sheet is not entered.</param>
    public async Task<IActionResult> OnPostSkipAsync(
        Guid batchId,
        Guid elderId,
        string? reason,
        CancellationToken cancel
    )
    {
        var skipped = await skip.Run(user, batchId, elderId, reason, cancel);
        if (skipped.Succeeded && await db.FindEntrySheet(user, batchId, elderId, cancel) is { } open)
            return Onwards(open);
        EnterRecord.Show(skipped.Refusals, ModelState);
        return await Again(batchId, elderId, PaperSheet.Of(Request.Form), cancel);
    }

    public static string Saved(EntrySheet sheet) =>
        sheet.DraftAt is { } at ? $"已暂存 {ChinaTime.Show(at)[^5..]}" : "填一项存一项";

    private RedirectResult Onwards(OpenSheet open) =>
        Redirect(
            open.Batch.IsWhateverComes
                ? $"/entry/{open.Batch.Id}"
                : $"/entry/{open.Batch.Id}?handler=Next&after={open.Sheet.Place}"
        );

    private async Task<IActionResult> Again(Guid batchId, Guid elderId, PaperSheet paper, CancellationToken cancel) =>
        await db.FindEntrySheet(user, batchId, elderId, cancel) is { } open
            ? await Lay(open, paper, cancel)
            : NotFound();

    private async Task<IActionResult> Lay(OpenSheet open, PaperSheet paper, CancellationToken cancel)
    {
        (Open, Paper) = (open, paper);
        View = (await read.Run(user, open.Batch.Id, cancel))!;
        Place = (await divisions.Named(open.Elder.HomeId, cancel))?.Path ?? "";
        var written = PaperDay.Read(Fields["happenedOn"], open.Batch.Day);
        Fields["happenedOn"] = written is null ? Fields["happenedOn"] : $"{written:yyyy-MM-dd}";
        var day = written ?? open.Batch.Day;
        Shown = await findShown.LastOn(open.Elder, day, null, cancel);
        BasisMoved = Fields.Basis is { } basis && basis != Shown?.VisitId;
        if (BasisMoved)
            Fields.ClearUnchanged();
        Fields["basis"] = Shown?.VisitId.ToString();
        Scans = await ScansFor(open.Sheet, cancel);
        var random = await db
            .PrintedSheets.Where(p => p.Id == open.Sheet.PrintedSheetId)
            .Select(p => p.Code)
            .SingleOrDefaultAsync(cancel);
        Code = random is null ? null : new SheetCode(random, CopyFor.Township).Text;
        Fields["scan"] = (paper.Scan ?? open.Sheet.ScanId ?? Scans.FirstOrDefault(s => !s.IsTaken)?.Id)?.ToString();
        return Page();
    }

    private async Task<IReadOnlyList<ScanChoice>> ScansFor(EntrySheet sheet, CancellationToken cancel)
    {
        var taken = await db
            .EntrySheets.Where(o => o.BatchId == sheet.BatchId && o.ElderId != sheet.ElderId && o.ScanId != null)
            .Select(o => o.ScanId)
            .ToListAsync(cancel);
        var heads = await ScansBeside
            .Of(db, sheet)
            .OrderBy(s => s.SheetId == null ? 1 : 0)
            .ThenBy(s => s.Number)
            .Select(s => new
            {
                s.Id,
                s.Number,
                s.Type,
                s.SheetId,
            })
            .ToListAsync(cancel);
        // Of several printed sheets the one whose code was read; its pictures before what lies on the table.
        return
        [
            .. heads
                .Where(s => s.SheetId is null || sheet.PrintedSheetId is null || s.SheetId == sheet.PrintedSheetId)
                .Select(s => new ScanChoice(s.Id, s.Number, s.Type, s.SheetId is not null, taken.Contains(s.Id))),
        ];
    }
}
