using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Privacy.Copying;

/// <summary>
/// /elders/{id}/copy: everything stored about one person, in full, to be handed to them or their next of kin. It is shown only in answer to a form that
/// says who asks and how that was checked, and written down before it is shown.
/// </summary>
public sealed class CopyPage(
    ReadElder read,
    ReadFurther further,
    RegistryWords words,
    TanfangDb db,
    WriteGate gate,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    /// <summary>Who may ask: 个人信息保护法第四十五条 the person, 第四十九条 the next of kin of the deceased; somebody with a mandate for the living.</summary>
    public static IReadOnlyList<(string Code, string Word)> Requesters { get; } =
    [
        ("self", "本人"),
        ("mandate", "受本人书面委托的人"),
        ("spouse", "近亲属：配偶"),
        ("child", "近亲属：子女"),
        ("parent", "近亲属：父母"),
        ("sibling", "近亲属：兄弟姐妹"),
        ("grandchild", "近亲属：孙子女、外孙子女"),
    ];

    [BindProperty]
    public string? Requester { get; set; }

    [BindProperty]
    public string? Check { get; set; }

    public ElderFile Opened { get; private set; } = null!;

    public IReadOnlyList<FurtherSection> Further { get; private set; } = [];

    public RegistryWords Words => words;

    /// <summary>Null until it is handed out.</summary>
    public DateTimeOffset? IssuedAt { get; private set; }

    public string IssuedBy => user.Actor.Name;

    public string RequesterWord => Requesters.First(r => r.Code == Requester).Word;

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

        if (!Requesters.Any(r => r.Code == Requester))
        {
            ModelState.AddModelError(nameof(Requester), "没有选择谁来要副本。请选一项");
        }
        else if (IsKin(Requester!) && Opened.Elder.LeftReason != "died")
        {
            ModelState.AddModelError(
                nameof(Requester),
                "老人在世（没有登记去世），副本给本人或受本人书面委托的人。请改选，或先登记去世"
            );
        }

        if (!ErasureWords.Checks.Any(c => c.Code == Check))
        {
            ModelState.AddModelError(nameof(Check), "没有选择怎样核实了身份。请选一项");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        Further = await further.Run(Opened.Elder, cancel);
        await gate.Write(
            db,
            () =>
            {
                db.Changes.Add(
                    ChangeEntry.Of(user.Actor, clock, "copy.issued", id.ToString("N"), $"{Requester},{Check}")
                );
                return db.SaveChangesAsync(cancel);
            },
            cancel
        );
        IssuedAt = clock.Now();
        AnswerHeaders.AllowOwnPictures(Response);
        return Page();
    }

    private static bool IsKin(string requester) => requester is not ("self" or "mandate");

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        Opened = (await read.Run(user.Scope, id, clock.Today(), cancel))!;
        return Opened?.Elder.MergedIntoId is null && Opened?.Secrets is not null;
    }
}
