using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Custody;

/// <summary>A copy that was just received.</summary>
public sealed record JustReceived(Guid SheetId, string Code, CopyFor Copy, string Name, string? By, DateOnly On);

/// <summary>/print/receive: one scan after the other, each one a copy that came into its archive.</summary>
public sealed class ReceivePageModel(TanfangDb db, FindSheet find, MarkCopy mark, CurrentUser user, TimeProvider clock)
    : PageModel
{
    private const int Shown = 10;

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? ReceivedBy { get; set; }

    [BindProperty]
    public string? On { get; set; }

    public DateOnly Today => clock.Today();

    /// <summary>What became of the scan just made, when it was good.</summary>
    public string? Said { get; private set; }

    public IReadOnlyList<JustReceived> Last { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        On = $"{Today:yyyy-MM-dd}";
        await Load(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await Receive(cancel);
        if (ModelState.IsValid)
        {
            // The box is empty for the next scan; who and when stay.
            Code = null;
            ModelState.Remove(nameof(Code));
        }

        await Load(cancel);
        return Page();
    }

    private async Task Receive(CancellationToken cancel)
    {
        if (SheetCode.Read(Code) is null)
        {
            ModelState.AddModelError(nameof(Code), "编号不对，没有登记。请重新扫码，或核对后重输");
            return;
        }

        if (!DateOnly.TryParseExact(On, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
        {
            ModelState.AddModelError(nameof(On), "收存日期不对。请填写成 2026-11-22 的样子");
            return;
        }

        if (await find.Run(user.Scope, Code, cancel) is not { } found)
        {
            ModelState.AddModelError(nameof(Code), MarkCopy.Unknown.Sentence);
            return;
        }

        var news = new CopyNews(CopyState.Received, on, ReceivedBy?.Trim());
        var marked = await mark.Run(user, found.Sheet, found.Code.Copy, news, cancel);
        foreach (var refusal in marked.Refusals)
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        if (marked.Succeeded)
            Said = $"已登记：{found.Code.Text}，{CopyWords.Of(CopyState.Received, found.Code.Copy)}";
    }

    private async Task Load(CancellationToken cancel)
    {
        var rows = await db
            .CopyEvents.AsNoTracking()
            .Where(e => e.RecordedBy == user.Actor.Id && e.State == CopyState.Received)
            .Join(db.PrintedSheets, e => e.SheetId, s => s.Id, (e, s) => new { e, s })
            .Join(
                db.Elders,
                r => r.s.ElderId,
                f => f.Id,
                (r, f) =>
                    new
                    {
                        r.e,
                        r.s,
                        Person = f.MergedIntoId ?? f.Id,
                    }
            )
            .Join(
                db.EldersOf(user.Scope),
                r => r.Person,
                p => p.Id,
                (r, p) =>
                    new
                    {
                        r.e,
                        r.s.Code,
                        p.Name,
                    }
            )
            .OrderByDescending(r => r.e.RecordedAt)
            .Take(Shown)
            .ToListAsync(cancel);
        Last =
        [
            .. rows.Select(r => new JustReceived(
                r.e.SheetId,
                new SheetCode(r.Code!, r.e.Copy).Text,
                r.e.Copy,
                r.Name,
                r.e.ReceivedBy,
                r.e.On
            )),
        ];
    }
}
