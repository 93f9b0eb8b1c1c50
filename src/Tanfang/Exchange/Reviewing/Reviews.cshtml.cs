using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Reading;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Reviewing;

/// <summary>One waiting row beside the elder it resembles; numbers and phones masked.</summary>
public sealed record ReviewItem(
    Guid Id,
    int Row,
    ElderDraft Draft,
    Elder Candidate,
    ElderSecrets Known,
    string Village
);

/// <summary>/import/reviews: rows without a number that resemble somebody known.</summary>
public sealed class ReviewsModel(
    TanfangDb db,
    Vault vault,
    DecideReview decide,
    DivisionLookup lookup,
    CurrentUser user
) : PageModel
{
    private const int Size = 20;

    public IReadOnlyList<ReviewItem> Items { get; private set; } = [];

    public int Total { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => Load(cancel);

    public async Task<IActionResult> OnPostAsync(Guid id, string? decision, CancellationToken cancel)
    {
        var result = await decide.Run(id, decision ?? "", user, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = result.Value switch
            {
                DecideReview.Same => "已并入原有档案。",
                DecideReview.New => "已登记为新的老人。",
                _ => "这一行不导入。",
            };
            return RedirectToPage();
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError("", refusal.Sentence);
        }

        await Load(cancel);
        return Page();
    }

    private async Task Load(CancellationToken cancel)
    {
        var people = db.EldersOf(user.Scope);
        var open = db
            .ImportReviews.AsNoTracking()
            .Where(r => r.Resolution == null)
            .Join(people.AsNoTracking(), r => r.CandidateId, e => e.Id, (Review, Elder) => new { Review, Elder });
        Total = await open.CountAsync(cancel);
        var rows = await open.OrderBy(x => x.Review.Id).Take(Size).ToListAsync(cancel);
        var villages = await lookup.Named(rows.Select(x => x.Elder.HomeId), cancel);
        Items =
        [
            .. rows.Select(x => new ReviewItem(
                x.Review.Id,
                RowNumber.Row(x.Review.Row),
                WaitingRow.Open(vault, x.Review).Draft,
                x.Elder,
                ElderSecrets.Open(vault.SealOf(x.Elder), x.Elder),
                villages[x.Elder.HomeId].Path
            )),
        ];
    }
}
