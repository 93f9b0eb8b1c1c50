using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Tanfang.Shared.Choosing;

/// <summary>/choices takes what a user keeps for a list and goes back to the list.</summary>
public sealed class ChoicesPage(KeepChoices keep, CurrentUser user) : PageModel
{
    public string? Problem { get; private set; }

    public string Back { get; private set; } = "/";

    public IActionResult OnGet() => Redirect("/");

    public async Task<IActionResult> OnPostFilterAsync(
        string? list,
        string? name,
        string? query,
        CancellationToken cancel
    )
    {
        Back = ListOf(list, query);
        if (await keep.SaveFilter(list, name, query, user.Actor, cancel) is { } refusal)
        {
            Problem = refusal.Sentence;
            return Page();
        }

        TempData["Flash"] = $"已存为常用筛选“{name!.Trim()}”。";
        return LocalRedirect(Back);
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? list, Guid id, CancellationToken cancel)
    {
        await keep.RemoveFilter(id, user.Actor, cancel);
        TempData["Flash"] = "已删去这个常用筛选。";
        return LocalRedirect(ListOf(list, null));
    }

    public async Task<IActionResult> OnPostColumnsAsync(
        string? list,
        string? query,
        [FromForm] List<string>? columns,
        CancellationToken cancel
    )
    {
        await keep.SaveColumns(list, columns ?? [], user.Actor, cancel);
        return LocalRedirect(ListOf(list, query));
    }

    private static string ListOf(string? list, string? query) =>
        (list == "obligations" ? "/obligations" : "/elders") + KeepChoices.Kept(query);
}
