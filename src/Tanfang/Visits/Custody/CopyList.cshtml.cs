using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Visits.Custody;

/// <summary>/print/copies: which copies are not yet in their archive, by township and month, and each of them.</summary>
public sealed class CopyListModel(CopiesOut copies, DivisionLookup divisions, CurrentUser user) : PageModel
{
    public IReadOnlyList<TownshipOut> Counts { get; private set; } = [];

    public Page<CopyOut> Copies { get; private set; } = new([], 1, 50, 0);

    public IReadOnlyDictionary<int, NamedDivision> Places { get; private set; } = new Dictionary<int, NamedDivision>();

    public int? Township { get; private set; }

    public DateOnly? Month { get; private set; }

    /// <param name="month">2026-10.</param>
    public async Task OnGetAsync(int? township, string? month, int? p, CancellationToken cancel)
    {
        ModelState.Clear();
        Township = township;
        Month = DateOnly.TryParseExact(
            month + "-01",
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var first
        )
            ? first
            : null;
        Counts = await copies.Count(user.Scope, cancel);
        Copies = await copies.List(user.Scope, Township, Month, Math.Max(1, p ?? 1), cancel);
        Places = await divisions.Named(
            Counts.Select(c => c.TownshipId).Concat(Copies.Items.Select(c => c.HomeId)),
            cancel
        );
    }

    public string Name(int division) => Places.TryGetValue(division, out var place) ? place.Path : "";

    public static string At(int? township, DateOnly? month, int page = 1) =>
        Link.To(
            "/print/copies",
            ("township", township),
            ("month", month is { } m ? m.ToString("yyyy-MM", CultureInfo.InvariantCulture) : null),
            ("p", page > 1 ? page : null)
        );
}
