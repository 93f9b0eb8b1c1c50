using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Obligations.Rating;

/// <summary>/rates/people: the people behind one number, each with the reason.</summary>
public sealed class PeoplePage(
    ReadQuestion read,
    FindPeople find,
    DivisionLookup divisions,
    RuleWords words,
    CurrentUser user
) : PageModel
{
    public RuleWords Words => words;

    public RateBucket Bucket { get; private set; }

    public RateQuestion Asked { get; private set; } = null!;

    public string Place { get; private set; } = "";

    public string? AsOf { get; private set; }

    public FigureTime When { get; private set; } = null!;

    public Page<PersonInRate> People { get; private set; } = null!;

    public IReadOnlyDictionary<int, NamedDivision> Homes { get; private set; } = new Dictionary<int, NamedDivision>();

    public async Task<IActionResult> OnGetAsync(
        string? division,
        string? month,
        string? bucket,
        string? asOf,
        int? p,
        int? size,
        CancellationToken cancel
    )
    {
        ModelState.Clear();
        var asked = await read.Run(division, month, asOf, cancel);
        if (!asked.Succeeded || RateBuckets.Parse(bucket) is not { } wanted)
        {
            return NotFound();
        }

        (Asked, Bucket, AsOf) = (asked.Value, wanted, asOf);
        Place = (await divisions.Named([Asked.Division], cancel))[0].Path;
        var sizeWanted = Page<PersonInRate>.SizeFrom(size);
        (When, People) = await find.Run(user.Scope, Asked, wanted, Math.Max(1, p ?? 1), sizeWanted, cancel);
        Homes = await divisions.Named(People.Items.Select(i => i.HomeId), cancel);
        ViewData["AsOf"] = ChinaTime.Show(When.AsOf);
        return Page();
    }

    public string Address(int page) =>
        Link.To(
            "/rates/people",
            ("division", Asked.Division.Code),
            ("month", MonthText),
            ("bucket", RateBuckets.Key(Bucket)),
            ("asOf", AsOf),
            ("p", page > 1 ? page : null)
        );

    public string MonthText => Asked.Month.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    public string Back => Link.To("/rates", ("division", Asked.Division.Code), ("month", MonthText), ("asOf", AsOf));
}
