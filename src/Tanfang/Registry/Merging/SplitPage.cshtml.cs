using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.Visits;

namespace Tanfang.Registry.Merging;

/// <summary>/elders/{id}/split: one file was two people; who the second is and what goes to the new file.</summary>
public sealed class SplitPage(
    TanfangDb db,
    ReadElder read,
    SplitElder split,
    RegistryWords words,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    [BindProperty, Display(Name = "姓名")]
    public string? Name { get; set; }

    [BindProperty, Display(Name = "性别")]
    public Sex Sex { get; set; }

    [BindProperty, Display(Name = "出生日期")]
    public DateOnly? BirthDate { get; set; }

    [BindProperty, Display(Name = "公民身份号码")]
    public string? IdNumber { get; set; }

    [BindProperty, Display(Name = "核对依据")]
    public string? Reason { get; set; }

    [BindProperty]
    public List<string> Categories { get; set; } = [];

    [BindProperty]
    public List<Guid> Visits { get; set; } = [];

    public ElderFile Opened { get; private set; } = null!;

    public IReadOnlyList<Visit> Records { get; private set; } = [];

    public RegistryWords Words => words;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        ModelState.Clear();
        return await Load(id, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var other = new ElderDraft
        {
            Name = Name,
            Sex = Sex,
            BirthDate = BirthDate,
            IdNumber = string.IsNullOrWhiteSpace(IdNumber) ? null : IdNumber,
        };
        var asked = new Split(id, other, Categories, Visits, Reason);
        var result = await split.Run(user.Scope, user.Actor, asked, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = "已拆出一份新档案。请补全住址、电话和意愿。";
            return Redirect($"/elders/{result.Value}");
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError(refusal.Field is "HomeId" or null ? "" : refusal.Field, refusal.Sentence);
        }

        return Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        Opened = (await read.Run(user.Scope, id, clock.Today(), cancel))!;
        if (Opened?.Elder is not { MergedIntoId: null, WrappedKey: not null })
        {
            return false;
        }

        var files = (await MergedFiles.Read(db, [id], cancel)).Same(id);
        Records = await db.VisitsOf(files)
            .AsNoTracking()
            .Where(v => v.ReplacedById == null)
            .OrderBy(v => v.HappenedOn)
            .ToListAsync(cancel);
        return true;
    }
}
