using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Registry.Recording;

/// <summary>/elders/{id}/facts/new?kind=: enters one dated fact.</summary>
public sealed class FactPage(
    RecordFact record,
    ReadElder read,
    PickDivision pick,
    RegistryWords words,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    [BindProperty]
    public FactForm Form { get; set; } = new();

    public FactWords.Form Kind { get; private set; } = null!;

    public ElderFile Current { get; private set; } = null!;

    public RegistryWords Words => words;

    public DateOnly Today { get; } = clock.Today();

    public DivisionPicker Picker { get; private set; } = new("Form.Division", "新的居住地");

    public async Task<IActionResult> OnGetAsync(Guid id, string? kind, string? key, CancellationToken cancel)
    {
        if (!await Load(id, kind, cancel))
        {
            return NotFound();
        }

        Form = new FactForm
        {
            Id = Guid.CreateVersion7(clock.Now()),
            On = Today,
            Key = key,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? kind, CancellationToken cancel)
    {
        if (!await Load(id, kind, cancel))
        {
            return NotFound();
        }

        var home = Kind.Kind == FactKind.Residence ? await PickHome(cancel) : null;
        if (Kind.Kind == FactKind.IndividualCadence && Form.CadenceProblem is { } problem)
        {
            ModelState.AddModelError("Form.Every", problem);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var fact = Form.Fact(id, Kind, home);
        var result = await record.Run(user.Scope, user.Actor, fact, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = $"{Kind.Title}：已登记，自 {fact.On:yyyy-MM-dd} 起。";
            return Redirect($"/elders/{id}");
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError(refusal.Field is { } field ? $"Form.{field}" : "", refusal.Sentence);
        }

        return Page();
    }

    private async Task<int?> PickHome(CancellationToken cancel)
    {
        var picked = await pick.Run(Form.Division, Form.DivisionChoice, cancel);
        Picker = Picker with
        {
            Text = picked.Chosen is { } chosen ? $"{chosen.Division.Code} {chosen.Path}" : Form.Division,
            Choices = picked.Choices,
        };
        if (picked.Chosen is null && !string.IsNullOrWhiteSpace(Form.Division))
        {
            ModelState.AddModelError("Form.Division", picked.Problem);
        }

        return picked.Chosen?.Division.Id;
    }

    private async Task<bool> Load(Guid id, string? kind, CancellationToken cancel)
    {
        if (FactWords.Of(kind) is not { } form)
        {
            return false;
        }

        Kind = form;
        Current = (await read.Run(user.Scope, id, Today, cancel))!;
        return Current is not null;
    }
}
