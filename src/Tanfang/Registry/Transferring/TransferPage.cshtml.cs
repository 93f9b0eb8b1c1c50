using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Registry.Transferring;

/// <summary>/elders/{id}/transfer: where to and from when on; then what would change; then it is done.</summary>
public sealed class TransferPage(
    ReadElder read,
    MoveHome move,
    PreviewTransfer preview,
    PickDivision pick,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    [BindProperty]
    public string? Division { get; set; }

    [BindProperty]
    public string? DivisionChoice { get; set; }

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public bool? Rural { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    public ElderFile Opened { get; private set; } = null!;

    public DateOnly Today { get; } = clock.Today();

    public DivisionPicker Picker { get; private set; } = new("Division", "新的居住地");

    /// <summary>Empty until the form can be carried out.</summary>
    public IReadOnlyList<string> Changes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        ModelState.Clear();
        On = Today;
        return await Load(id, cancel) ? Page() : NotFound();
    }

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel) => Run(id, act: false, cancel);

    public Task<IActionResult> OnPostMoveAsync(Guid id, CancellationToken cancel) => Run(id, act: true, cancel);

    private async Task<IActionResult> Run(Guid id, bool act, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }

        var to = await PickHome(cancel);
        var asked = new NewHome(id, to?.Division.Id, On, Rural, Address ?? "");
        var (elder, refusal) = ModelState.IsValid ? await move.Check(user.Scope, asked, cancel) : (null, null);
        if (refusal is null && elder is not null && act)
        {
            var result = await move.Run(user.Scope, user.Actor, asked, cancel);
            refusal = result.Refusals.FirstOrDefault();
            if (refusal is null)
            {
                TempData["Flash"] = $"已迁移，自 {On:yyyy-MM-dd} 起。";
                return Redirect($"/elders/{id}");
            }
        }

        if (refusal is not null)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }
        else if (elder is not null)
        {
            Changes = await preview.Run(elder, asked, to!, cancel);
        }

        return Page();
    }

    private async Task<NamedDivision?> PickHome(CancellationToken cancel)
    {
        var picked = await pick.Run(Division, DivisionChoice, cancel);
        Picker = Picker with
        {
            Text = picked.Chosen is { } chosen ? $"{chosen.Division.Code} {chosen.Path}" : Division,
            Choices = picked.Choices,
        };
        if (picked.Chosen is null && !string.IsNullOrWhiteSpace(Division))
        {
            ModelState.AddModelError("Division", picked.Problem);
        }

        return picked.Chosen;
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        Opened = (await read.Run(user.Scope, id, Today, cancel))!;
        return Opened?.Elder.MergedIntoId is null && Opened is not null;
    }
}
