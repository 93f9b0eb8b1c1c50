using Microsoft.AspNetCore.Mvc;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>/divisions/changes/{id}/people: of a village that is split, which household goes where. Names are masked.</summary>
public sealed class ChangePeople(TanfangDb db, AssignPeople assign, CurrentUser user) : ChangeStep(db, user)
{
    private const int Size = 50;
    private IReadOnlyList<HouseholdToPlace> all = [];

    public override string Here => "people";

    [BindProperty(SupportsGet = true)]
    public bool Open { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Group { get; set; }

    [BindProperty]
    public Dictionary<Guid, Guid?> To { get; set; } = [];

    public Page<HouseholdToPlace> Rows { get; private set; } = new([], 1, Size, 0);

    public Pager Pager => Pager.Of(Rows, "户", Address);

    public int Count(Guid? part) => all.Where(h => h.PartId == part).Sum(h => h.People);

    public async Task<IActionResult> OnGetAsync(Guid id, int? p, CancellationToken cancel)
    {
        ModelState.Clear();
        return await Load(id, cancel) ?? await Fill(p, cancel);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, int? p, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } answer)
        {
            return answer;
        }

        var saved = await assign.Run(Me.Scope, id, To, cancel);
        if (saved.Succeeded)
        {
            TempData["Flash"] = "这一页已保存。";
            return Redirect(Address(p ?? 1));
        }

        Show(saved.Refusals);
        return await Fill(p, cancel);
    }

    private string Address(int page) =>
        Link.To(At(Here), ("p", page > 1 ? page : null), ("open", Open ? "true" : null), ("group", Group));

    private async Task<IActionResult> Fill(int? p, CancellationToken cancel)
    {
        all = await assign.Households(Me.Scope, Sheet, cancel);
        var asked = all.Where(h => !Open || h.PartId is null)
            .Where(h => Group is null || h.GroupNumber == Group)
            .ToList();
        var number = Math.Clamp(p ?? 1, 1, Math.Max(1, (asked.Count + Size - 1) / Size));
        Rows = new Page<HouseholdToPlace>([.. asked.Skip((number - 1) * Size).Take(Size)], number, Size, asked.Count);
        return Page();
    }
}
