using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Registry.Registering;

/// <summary>/elders/new: begins the file of one elder.</summary>
public sealed class NewElderPage(
    EnrolElder enrol,
    PickDivision pick,
    RegistryWords words,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    /// <summary>Somebody of the same name and birth date lives there already: the reader is asked who it is.</summary>
    private const string Alike = "elder.alike";

    [BindProperty]
    public NewElderForm Form { get; set; } = new();

    public RegistryWords Words => words;

    public DateOnly Today { get; } = clock.Today();

    public DivisionPicker Picker { get; private set; } = new("Form.Division", "现住的村（社区）");

    public bool AsksWho { get; private set; }

    public void OnGet() => Form.EnrolledOn = Today;

    /// <summary>Comes from a page that knows a part of it already; posted, so that nothing about a person stands in an address.</summary>
    public void OnPostPrefill()
    {
        ModelState.Clear();
        Form.EnrolledOn ??= Today;
        Picker = Picker with { Text = Form.Division };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var picked = await pick.Run(Form.Division, Form.DivisionChoice, cancel);
        Picker = Picker with
        {
            Text = picked.Chosen is { } chosen ? $"{chosen.Division.Code} {chosen.Path}" : Form.Division,
            Choices = picked.Choices,
        };
        AsksWho = Form.IsSomebodyElse;
        if (picked.Chosen is null && !string.IsNullOrWhiteSpace(Form.Division))
        {
            ModelState.AddModelError("Form.Division", picked.Problem);
        }
        else if (picked.Chosen is { Division.Level: not DivisionLevel.Village })
        {
            ModelState.AddModelError("Form.Division", "请选到村、社区或嘎查");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var draft = Form.Draft(picked.Chosen?.Division.Id);
        var result = await enrol.Run(draft, user.Scope, user.Actor, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = "已登记。请继续填写家庭成员和生活条件。";
            return Redirect($"/elders/{result.Value}");
        }

        AsksWho = AsksWho || result.Refusals.Any(r => r.Code == Alike);
        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError(NewElderForm.BoxOf(refusal.Field), refusal.Sentence);
        }

        return Page();
    }
}
