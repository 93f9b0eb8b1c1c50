using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Shared;

namespace Tanfang.Registry.Editing;

/// <summary>/elders/{id}/contacts: who is called, in which order.</summary>
public sealed class ContactsPage(EditContacts edit, ReadElder read, CurrentUser user, TimeProvider clock) : PageModel
{
    private const int EmptyLines = 2;

    [BindProperty]
    public List<ContactLine> Lines { get; set; } = [];

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
        Lines = [.. Current.Contacts.Select(Line), .. Enumerable.Range(0, EmptyLines).Select(_ => new ContactLine())];
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
            TempData["Flash"] = "紧急联系人已保存。";
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
            // A line of somebody who was removed meanwhile comes back as a new one.
            Lines.ForEach(line => line.Id = Current.Contacts.Any(c => c.Row.Id == line.Id) ? line.Id : null);
            ModelState.Remove(nameof(Version));
            for (var i = 0; i < Lines.Count; i++)
            {
                ModelState.Remove($"Lines[{i}].Id");
            }

            Response.StatusCode = StatusCodes.Status412PreconditionFailed;
        }

        return Page();
    }

    /// <summary>The phone as kept, masked; for the hint beside an empty box.</summary>
    public string? KnownPhone(ContactLine line) =>
        Current.Contacts.FirstOrDefault(c => c.Row.Id == line.Id)?.Phone is { } phone ? Mask.Phone(phone) : null;

    private static ContactLine Line(ContactOpened contact) =>
        new()
        {
            Id = contact.Row.Id,
            Order = contact.Row.CallingOrder,
            Name = contact.Row.Name,
            Relation = contact.Row.Relation,
        };

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        Current = (await read.Run(user.Scope, id, clock.Today(), cancel))!;
        return Current?.Secrets is not null;
    }
}
