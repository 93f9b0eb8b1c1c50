using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Shared;

namespace Tanfang.Registry.Editing;

/// <summary>/elders/{id}/household: section two of the form, row by row.</summary>
public sealed class HouseholdPage(EditHousehold edit, ReadElder read, CurrentUser user, TimeProvider clock) : PageModel
{
    private const int EmptyLines = 2;

    [BindProperty]
    public List<MemberLine> Lines { get; set; } = [];

    [BindProperty]
    public int Version { get; set; }

    public ElderFile Current { get; private set; } = null!;

    /// <summary>The file moved on while the form was open: what it says now is shown beside the form.</summary>
    public bool Conflict { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }

        Version = Current.Elder.Version;
        Lines = [.. Current.Members.Select(Line), .. Enumerable.Range(0, EmptyLines).Select(_ => new MemberLine())];
        return Page();
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

        var result = await edit.Run(user.Scope, user.Actor, id, Version, Lines, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = "家庭成员已保存。";
            return Redirect($"/elders/{id}");
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        if (result.Refusals.Any(r => r.Code == FileChange.Stale.Code))
        {
            await Load(id, cancel);
            Conflict = true;
            Version = Current.Elder.Version;
            Lines.ForEach(line => line.Id = Current.Members.Any(m => m.Row.Id == line.Id) ? line.Id : null);
            ModelState.Remove(nameof(Version));
            for (var i = 0; i < Lines.Count; i++)
            {
                ModelState.Remove($"Lines[{i}].Id");
            }

            Response.StatusCode = StatusCodes.Status412PreconditionFailed;
        }

        return Page();
    }

    public MemberOpened? Known(MemberLine line) => Current.Members.FirstOrDefault(m => m.Row.Id == line.Id);

    private static MemberLine Line(MemberOpened member) =>
        new()
        {
            Id = member.Row.Id,
            Order = member.Row.Position,
            Name = member.Row.Name,
            Sex = member.Row.Sex,
            Relation = member.Row.Relation,
            Health = member.Health,
            Assistance = member.Row.Assistance,
        };

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        Current = (await read.Run(user.Scope, id, clock.Today(), cancel))!;
        return Current?.Secrets is not null;
    }
}
