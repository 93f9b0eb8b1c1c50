using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits.Custody;

namespace Tanfang.Visits.Filing;

/// <summary>Somebody whose sheet it may be, and the sheets that were printed for them.</summary>
public sealed record MayBe(Guid Id, string Name, DateOnly BirthDate, string Place, IReadOnlyList<SheetOpened> Sheets);

/// <summary>/print/scans/{id}: one scan that waits, and whose it is: by the code under the QR code, or by the elder's name.</summary>
public sealed class ClaimPageModel(
    TanfangDb db,
    WaitingScans waiting,
    FindSheet find,
    FileScan fileScan,
    ReadSheet read,
    DivisionLookup divisions,
    CurrentUser user
) : PageModel
{
    /// <summary>As many as one looks through; more letters make them fewer.</summary>
    public const int Most = 9;

    public CheckedFile Scan { get; private set; } = null!;

    public string? Code { get; private set; }

    /// <summary>What was typed to find somebody; never in an address.</summary>
    public string? Name { get; private set; }

    public IReadOnlyList<MayBe> Found { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) =>
        await Load(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? code, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
            return NotFound();
        Code = code;
        if (await find.Run(user.Scope, code, cancel) is not { } found)
        {
            ModelState.AddModelError("Code", FindSheet.WhyNot(code));
            return Page();
        }

        var filed = await fileScan.Run(user, Scan, found, null, cancel);
        TempData["Flash"] =
            $"{filed.Word}：{filed.Person}，{CopyWords.Of(found.Code.Copy)}，{CopyWords.Of(filed.State!.Value, found.Code.Copy)}";
        return Redirect("/print/scans");
    }

    public async Task<IActionResult> OnPostFindAsync(Guid id, string? name, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
            return NotFound();
        Name = name;
        Found = string.IsNullOrWhiteSpace(name) ? [] : await Look(name, cancel);
        if (Found.Count == 0)
            ModelState.AddModelError("name", "没有找到这个人。可以输姓名、全拼或首字母");
        return Page();
    }

    /// <summary>None of the printed sheets: kept with the elder alone.</summary>
    public async Task<IActionResult> OnPostElderAsync(Guid id, Guid elder, CancellationToken cancel)
    {
        if (!await waiting.GiveTo(user, id, elder, cancel))
            return NotFound();
        TempData["Flash"] = "已存到这位老人名下，没有对应的印出的表";
        return Redirect($"/elders/{elder}");
    }

    public async Task<IActionResult> OnPostDropAsync(Guid id, CancellationToken cancel)
    {
        await waiting.Drop(user, id, cancel);
        TempData["Flash"] = "已删除";
        return Redirect("/print/scans");
    }

    private async Task<IReadOnlyList<MayBe>> Look(string name, CancellationToken cancel)
    {
        var rows = await db.EldersOf(user.Scope)
            .AsNoTracking()
            .Where(e => e.WrappedKey != null)
            .Named(db, name)
            .OrderBy(e => e.HomeId)
            .ThenBy(e => e.Name)
            .ThenBy(e => e.Id)
            .Take(Most)
            .ToListAsync(cancel);
        var places = await divisions.Named(rows.Select(r => r.HomeId), cancel);
        var found = new List<MayBe>();
        foreach (var elder in rows)
        {
            var sheets = await read.Of(user.Scope, elder.Id, null, cancel);
            var open = sheets.Where(s => s.Sheet.RevokedAt is null).ToList();
            found.Add(new MayBe(elder.Id, elder.Name, elder.BirthDate, places[elder.HomeId].Path, open));
        }

        return found;
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        var scan = await waiting.Open(user, id, cancel);
        Scan = scan!;
        return scan is not null;
    }
}
