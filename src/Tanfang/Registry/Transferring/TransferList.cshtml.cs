using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Shared;

namespace Tanfang.Registry.Transferring;

/// <summary>/transfers?state=: requests to answer, requests made, transfers done.</summary>
public sealed class TransferListPage(ReadTransfers read, AnswerTransfer answer, CurrentUser user) : PageModel
{
    private const int Size = 20;

    public Page<TransferLine> Lines { get; private set; } = new([], 1, Size, 0);

    public string State { get; private set; } = "";

    public static IReadOnlyList<(string Key, string Name)> States { get; } =
    [("", "全部"), ("waiting", "待答复"), ("done", "已迁移"), ("refused", "未同意")];

    public Task OnGetAsync(string? state, int? p, CancellationToken cancel)
    {
        ModelState.Clear();
        return Load(state, p ?? 1, cancel);
    }

    /// <param name="because">Empty grants it.</param>
    public async Task<IActionResult> OnPostAsync(Guid id, bool grant, string? because, CancellationToken cancel)
    {
        ModelState.Clear();
        var result = await answer.Run(user.Scope, user.Actor, id, grant ? null : because ?? "", cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = result.Value ? "已同意迁移，档案已转到迁入地。" : "已答复：不同意迁移。";
            return Redirect("/transfers");
        }

        ModelState.AddModelError("", result.Refusals[0].Sentence);
        await Load(null, 1, cancel);
        return Page();
    }

    private async Task Load(string? state, int page, CancellationToken cancel)
    {
        TransferState? asked = state switch
        {
            "waiting" => TransferState.Waiting,
            "done" => TransferState.Done,
            "refused" => TransferState.Refused,
            _ => null,
        };
        State = asked is null ? "" : state!;
        Lines = await read.Run(user.Scope, asked, page, Size, cancel);
    }
}
