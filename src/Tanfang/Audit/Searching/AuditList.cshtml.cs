using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Audit.Searching;

/// <summary>/audit: who did and saw what in the area; with ?elder= who saw one elder.</summary>
public class AuditList(FindAudit find, TanfangDb db, CurrentUser user, TimeProvider clock) : PageModel
{
    private const int Days = 7;

    [BindProperty(SupportsGet = true, Name = "actor")]
    public string? By { get; set; }

    [BindProperty(SupportsGet = true, Name = "elder")]
    public Guid? Elder { get; set; }

    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "from")]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "denied")]
    public bool Denied { get; set; }

    public virtual string Path => "/audit";

    public virtual bool OfAccounts => false;

    public Page<AuditLine> Rows { get; private set; } = new([], 1, Page<AuditLine>.DefaultSize, 0);

    public IReadOnlyList<Account> Actors { get; private set; } = [];

    /// <summary>Of whom the trail is shown; null = of nobody in particular.</summary>
    public string? ElderName { get; private set; }

    public IEnumerable<(string Key, string Name)> Kinds =>
        ActionWords
            .Kinds.Where(k => !OfAccounts || k.Prefixes.Any(ActionWords.OfAccounts.Contains))
            .Select(k => (k.Key, k.Name));

    public async Task<IActionResult> OnGetAsync(int? p, int? size, CancellationToken cancel)
    {
        if (!await Prepare(cancel))
        {
            return NotFound();
        }

        Actors = await find.Actors(user.Scope, cancel);
        Rows = await find.Run(Asked, user.Scope, Math.Max(1, p ?? 1), Page<AuditLine>.SizeFrom(size), cancel);
        return Page();
    }

    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken cancel)
    {
        if (!await Prepare(cancel))
        {
            return NotFound();
        }

        var about = ElderName is null ? "" : $"关于 {ElderName}，";
        var book = new ListBook(
            "审计记录",
            $"{about}{From:yyyy-MM-dd} 至 {To:yyyy-MM-dd}；由 {user.Actor.Name} 于 {ChinaTime.Show(clock.Now())} 导出；姓名已遮盖",
            [("时间", 18), ("谁", 14), ("做了什么", 26), ("关于", 20), ("说明", 26)]
        );
        var refusal = await book.Fill(
            (number, size) => find.Run(Asked, user.Scope, number, size, cancel),
            rows => Task.FromResult(rows.Select(r => (IEnumerable<string>)Texts(r)))
        );
        if (refusal is null)
        {
            return book.ToFile();
        }

        ModelState.AddModelError("", refusal.Sentence);
        return await OnGetAsync(null, null, cancel);
    }

    public string At(int? page = null, string? handler = null) =>
        Link.To(
            Path,
            ("handler", handler),
            ("actor", By),
            ("elder", Elder),
            ("kind", Kind),
            ("from", From),
            ("to", To),
            ("denied", Denied ? "true" : null),
            ("p", page),
            ("size", page is null ? null : Rows.Size)
        );

    private static string[] Texts(AuditLine row) =>
        [ChinaTime.Show(row.At), row.Actor, row.What, row.About ?? "", row.Detail ?? ""];

    private AuditQuestion Asked => new(By, Elder, Kind, From!.Value, To!.Value, Denied, OfAccounts);

    /// <summary>Of one elder all there is; otherwise the last days.</summary>
    private async Task<bool> Prepare(CancellationToken cancel)
    {
        ModelState.Clear();
        To ??= clock.Today();
        From ??= Elder is null ? To.Value.AddDays(1 - Days) : new DateOnly(2020, 1, 1);
        By = string.IsNullOrWhiteSpace(By) ? null : By;
        if (Elder is not { } elder)
        {
            return true;
        }

        ElderName = OfAccounts
            ? null
            : await db.FilesOf(user.Scope).Where(e => e.Id == elder).Select(e => e.Name).SingleOrDefaultAsync(cancel);
        ElderName = ElderName is null ? null : Mask.Name(ElderName);
        return ElderName is not null;
    }
}

/// <summary>/accounts/audit: acts about accounts, for whoever administers them.</summary>
public sealed class AccountAudit(FindAudit find, TanfangDb db, CurrentUser user, TimeProvider clock)
    : AuditList(find, db, user, clock)
{
    public override string Path => "/accounts/audit";

    public override bool OfAccounts => true;
}
