using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>/deliveries/{id}/lines/{line}: one line by itself, with every way to decide it, and the way back.</summary>
public sealed class DecideLineModel(
    DeliveryLines lines,
    DescribeLines describe,
    AcceptLines accept,
    RefuseLines refuse,
    UndoLine undo,
    RefreshRow refresh,
    PickDivision pick,
    Vault vault,
    CurrentUser user
) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Home { get; set; }

    [BindProperty]
    public string? HomeChoice { get; set; }

    public DivisionPicker Picker { get; private set; } = new("Home", "现住的村（居）");

    public Delivery Delivery { get; private set; } = null!;

    public DeliverySource Source { get; private set; } = null!;

    public LineView View { get; private set; } = null!;

    public string? ReasonGiven { get; private set; }

    public bool CanDecide => Delivery.State == DeliveryState.Open && View.IsOpen;

    public bool CanUndo =>
        Delivery.State == DeliveryState.Open
        && View.Line.Choice != ApplyLine.Same
        && View.Line.Decision is DifferenceDecision.Accepted or DifferenceDecision.Refused;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid line, CancellationToken cancel) =>
        await Load(id, line, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAcceptAsync(Guid id, Guid line, string? choice, CancellationToken cancel)
    {
        if (!await Load(id, line, cancel))
        {
            return NotFound();
        }

        var picked = await pick.Run(Home, HomeChoice, cancel);
        if (!string.IsNullOrWhiteSpace(Home) && picked.Chosen is null)
        {
            Picker = Picker with { Text = Home, Choices = picked.Choices };
            ModelState.AddModelError("Home", picked.Problem);
            return Page();
        }

        var how = new Acceptance(choice, picked.Chosen?.Division.Id);
        var done = await accept.Run(id, [line], how, user, cancel);
        foreach (var (_, refusal) in done.Refused)
        {
            ModelState.AddModelError("", refusal.Sentence);
        }

        return ModelState.IsValid ? Back(ShowDeliveryModel.AcceptedSentence(done)) : await Again(id, line, cancel);
    }

    public async Task<IActionResult> OnPostRefuseAsync(Guid id, Guid line, CancellationToken cancel)
    {
        if (!await Load(id, line, cancel))
        {
            return NotFound();
        }

        var done = await refuse.Run(id, [line], Reason, user, cancel);
        if (done.Succeeded)
        {
            return Back("不接受，理由已记下；同样的差异下次不再问。");
        }

        ModelState.AddModelError("Reason", done.Refusals[0].Sentence);
        return Page();
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid id, Guid line, CancellationToken cancel)
    {
        var done = await undo.Run(id, line, user, cancel);
        TempData["Flash"] = done.Succeeded
            ? "已撤回：写入的内容以更正的方式改回，这一条重新待决定。"
            : done.Refusals[0].Sentence;
        return RedirectToPage(new { id, line });
    }

    public async Task<IActionResult> OnPostRefreshAsync(Guid id, Guid line, CancellationToken cancel)
    {
        await refresh.RunFor(id, line, user.Scope, cancel);
        TempData["Flash"] = "已按现在的档案重新对照。";
        return RedirectToPage(new { id, line });
    }

    private RedirectResult Back(string flash)
    {
        TempData["Flash"] = flash;
        return Redirect(Link.To($"/deliveries/{Delivery.Id}", ("kind", (int)View.Line.Kind)));
    }

    private async Task<IActionResult> Again(Guid id, Guid line, CancellationToken cancel)
    {
        await Load(id, line, cancel);
        return Page();
    }

    private async Task<bool> Load(Guid id, Guid line, CancellationToken cancel)
    {
        if (
            await lines.Find(id, user.Scope, cancel) is not { } delivery
            || await lines.Line(id, line, cancel) is not { } row
        )
        {
            return false;
        }

        (Delivery, Source) = (delivery, DeliverySource.Find(delivery.Source)!);
        View = (await describe.Run(delivery, [row], user.Scope, cancel))[0];
        ReasonGiven = row.OpenReason(vault);
        return true;
    }
}
