using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Registry;
using Tanfang.Screening.Listing;
using Tanfang.Shared;

namespace Tanfang.Screening.Answering;

/// <summary>/screenings/households/{id}: one household answers; saving leads to the next one of the village that is open.</summary>
public sealed class AnswerPage(
    ReadHousehold read,
    AnswerHousehold answer,
    FindHouseholds find,
    BindFound bind,
    Newcomers newcomers,
    RegistryWords words,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    public HouseholdView View { get; private set; } = null!;

    public AnswerSheet Sheet { get; private set; } = AnswerSheet.Empty;

    public Guid SheetId { get; private set; }

    public Guid? Basis { get; private set; }

    public RegistryWords Words => words;

    public DateOnly Today { get; } = clock.Today();

    /// <summary>Newly registered people of the village, of whom a found household may be.</summary>
    public IReadOnlyList<Elder> Newly { get; private set; } = [];

    public string AskedOn => Sheet["askedOn"] is { Length: > 0 } typed ? typed : $"{Today:yyyy-MM-dd}";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }

        Sheet = await read.Sheet(View, cancel);
        (SheetId, Basis) = (Guid.CreateVersion7(clock.Now()), View.Newest?.Id);
        return Page();
    }

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel) => Save(id, excuse: false, cancel);

    public Task<IActionResult> OnPostExcuseAsync(Guid id, CancellationToken cancel) => Save(id, excuse: true, cancel);

    public async Task<IActionResult> OnPostBindAsync(Guid id, Guid? elder, CancellationToken cancel)
    {
        ModelState.Clear();
        var result = await bind.Run(user.Scope, user.Actor, id, elder, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = "已对上登记的老人，请作答。";
            return Redirect($"/screenings/households/{id}");
        }

        return await Again(id, result.Refusals, cancel);
    }

    /// <summary>Categories that the file does not have yet.</summary>
    public IEnumerable<Policy.Category> NotHeld(Elder elder) =>
        words.Categories.Where(c => !elder.CategoriesNow.Contains($"|{c.Key}|", StringComparison.Ordinal));

    private async Task<IActionResult> Save(Guid id, bool excuse, CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await Load(id, cancel))
        {
            return NotFound();
        }

        Sheet = new AnswerSheet(await Request.ReadFormAsync(cancel));
        var draft = Sheet.Read(id, View.Questions, excuse);
        var result = await answer.Run(user.Scope, user.Actor, draft, cancel);
        if (!result.Succeeded)
        {
            return await Again(id, result.Refusals, cancel);
        }

        var next = await find.Next(user.Scope, View.Row, cancel);
        TempData["Flash"] = next is null ? "已保存。这个村（社区）的户都答完了。" : "已保存。下面是下一户。";
        return Redirect(
            next is { } household
                ? $"/screenings/households/{household}"
                : $"/screenings/{View.Round.Id}/households?area={View.Row.VillageId}"
        );
    }

    private async Task<IActionResult> Again(Guid id, IEnumerable<Refusal> refusals, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }

        (SheetId, Basis) = (Sheet.Id(AnswerSheet.SheetField) ?? Guid.CreateVersion7(clock.Now()), View.Newest?.Id);
        foreach (var refusal in refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        return Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (await read.Run(user.Scope, id, cancel) is not { } view)
        {
            return false;
        }

        View = view;
        Newly = view.Row.HouseholdId is null
            ? await newcomers
                .In(user.Scope, view.Round.Id, view.Row.VillageId)
                .OrderBy(e => e.PinyinKey)
                .ToListAsync(cancel)
            : [];
        return true;
    }
}
