using Microsoft.AspNetCore.Mvc;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>/divisions/changes/{id}/preview: what would be done, and the confirmation.</summary>
public sealed class PreviewPage(
    TanfangDb db,
    PreviewChange preview,
    WhoGoesWhere who,
    ConfirmChange confirm,
    CurrentUser user,
    TimeProvider clock
) : ChangeStep(db, user)
{
    public sealed record Person(string Name, string From, string To);

    public override string Here => "preview";

    [BindProperty]
    public string? Seen { get; set; }

    public DateOnly Today { get; } = clock.Today();

    public ChangePreview Preview { get; private set; } = null!;

    public Page<Person> People { get; private set; } = new([], 1, Page<Person>.DefaultSize, 0);

    public Pager Pager => Pager.Of(People, "人", n => Link.To(At(Here), ("p", n)));

    public async Task<IActionResult> OnGetAsync(Guid id, int? p, CancellationToken cancel)
    {
        ModelState.Clear();
        return await Load(id, cancel) ?? await Fill(p, cancel);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        var done = await confirm.Run(Me.Scope, Me.Actor, id, Seen, cancel);
        if (done.Succeeded)
        {
            TempData["Flash"] =
                done.Value.State == ChangeState.Planned
                    ? $"已确认，{done.Value.On:yyyy-MM-dd} 自动生效。"
                    : $"已生效，{done.Value.People} 位老年人的居住地随之变更。";
            return Redirect($"/divisions/changes/{id}");
        }

        if (await Load(id, cancel) is { } answer)
        {
            return answer;
        }

        Show(done.Refusals);
        return await Fill(null, cancel);
    }

    private async Task<IActionResult> Fill(int? p, CancellationToken cancel)
    {
        Preview = await preview.Run(Me.Scope, Sheet, cancel);
        var all = (await who.Run(Me.Scope, Sheet, cancel)).Where(x => !x.Left).ToList();
        var size = Page<Person>.DefaultSize;
        var number = Math.Clamp(p ?? 1, 1, Math.Max(1, (all.Count + size - 1) / size));
        var ways = Preview.Crossings.ToDictionary(c => (c.FromId, c.PartId));
        People = new Page<Person>(
            [
                .. all.Skip((number - 1) * size)
                    .Take(size)
                    .Select(x => new Person(
                        Mask.Name(x.Name),
                        ways[(x.HomeId, x.PartId)].From,
                        ways[(x.HomeId, x.PartId)].To
                    )),
            ],
            number,
            size,
            all.Count
        );
        return Page();
    }
}
