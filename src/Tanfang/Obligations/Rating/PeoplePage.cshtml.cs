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
    CurrentUser user,
    TimeProvider clock
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
        if (!await Ask(division, month, bucket, asOf, cancel))
        {
            return NotFound();
        }

        var sizeWanted = Page<PersonInRate>.SizeFrom(size);
        (When, People) = await find.Run(user.Scope, Asked, Bucket, Math.Max(1, p ?? 1), sizeWanted, cancel);
        Homes = await divisions.Named(People.Items.Select(i => i.HomeId), cancel);
        ViewData["AsOf"] = ChinaTime.Show(When.AsOf);
        return Page();
    }

    /// <summary>Everybody behind the number as a workbook, names masked.</summary>
    public async Task<IActionResult> OnGetXlsxAsync(
        string? division,
        string? month,
        string? bucket,
        string? asOf,
        CancellationToken cancel
    )
    {
        if (!await Ask(division, month, bucket, asOf, cancel))
        {
            return NotFound();
        }

        var book = new ListBook(
            $"月探访率 {RateBuckets.Word(Bucket)} {MonthText}",
            $"{Place}；数据截至 {AsOf ?? ChinaTime.Show(clock.Now())}；姓名已遮盖",
            [("姓名", 12), ("现居住地", 40), ("为什么在这一栏", 80)]
        );
        var tooMany = await book.Fill(
            async (number, size) => (await find.Run(user.Scope, Asked, Bucket, number, size, cancel)).People,
            async people =>
            {
                var homes = await divisions.Named(people.Select(p => p.HomeId), cancel);
                return people.Select(p =>
                    (IEnumerable<string>)[Mask.Name(p.Name), HomeOf(homes, p), string.Join('；', p.Reasons)]
                );
            }
        );
        if (tooMany is not null)
        {
            return Content(tooMany.Sentence + "。");
        }

        return book.ToFile();
    }

    private static string HomeOf(IReadOnlyDictionary<int, NamedDivision> homes, PersonInRate person) =>
        homes.TryGetValue(person.HomeId, out var home) ? home.Path : "";

    public string Workbook() =>
        Link.To(
            "/rates/people",
            ("handler", "Xlsx"),
            ("division", Asked.Division.Code),
            ("month", MonthText),
            ("bucket", RateBuckets.Key(Bucket)),
            ("asOf", AsOf)
        );

    private async Task<bool> Ask(
        string? division,
        string? month,
        string? bucket,
        string? asOf,
        CancellationToken cancel
    )
    {
        ModelState.Clear();
        var asked = await read.Run(division, month, asOf, cancel);
        if (!asked.Succeeded || RateBuckets.Parse(bucket) is not { } wanted)
        {
            return false;
        }

        (Asked, Bucket, AsOf) = (asked.Value, wanted, asOf);
        Place = (await divisions.Named([Asked.Division], cancel))[0].Path;
        return true;
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
