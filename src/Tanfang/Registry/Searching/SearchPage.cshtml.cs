using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Registry.Browsing;
using Tanfang.Shared;

namespace Tanfang.Registry.Searching;

/// <summary>
/// /search takes what was typed, /search/{id} answers: no name and no number ever stands in an address. Looking is no change, so the box of
/// every page needs no token against forged requests.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class SearchPage(
    KeepQuestion questions,
    FindAnybody find,
    DivisionLookup divisions,
    RegistryWords words,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    public RegistryWords Words => words;

    public DateOnly Today { get; } = clock.Today();

    public string? Text { get; private set; }

    public string? Problem { get; private set; }

    public Found? Found { get; private set; }

    public IReadOnlyDictionary<int, NamedDivision> Homes { get; private set; } = new Dictionary<int, NamedDivision>();

    public async Task OnGetAsync(Guid? id, int? p, CancellationToken cancel)
    {
        ModelState.Clear();
        if (id is not { } asked)
        {
            return;
        }

        Text = await questions.Read(asked, user.Actor, cancel);
        if (Text is null)
        {
            Problem = "这次搜索已经过期，请重新输入";
            return;
        }

        Found = await find.Run(user.Scope, Text, p, cancel);
        Homes = await divisions.Named(Found.Rows.Items.Select(r => r.HomeId), cancel);
        Problem = Found.Problem;
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? text, CancellationToken cancel)
    {
        ModelState.Clear();
        if (string.IsNullOrWhiteSpace(text))
        {
            Problem = "请输入姓名、拼音、首字母、电话后四位或门牌";
            return Page();
        }

        return Redirect($"/search/{await questions.Run(text, user.Actor, cancel)}");
    }

    public string At(int page) => Link.To($"/search/{RouteData.Values["id"]}", ("p", page > 1 ? page : null));

    public string Status(ElderRow row) => words.Status(row, Today);
}
