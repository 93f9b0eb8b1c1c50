using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Care.Planning;

/// <summary>/plans: plans that wait for somebody, the longest first. The question stands in the address.</summary>
public sealed class PlanList(
    FindPlans find,
    PickDivision pick,
    DivisionLookup divisions,
    PlanWords words,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    public static IReadOnlyList<(string Key, string Word)> Questions { get; } =
    [
        ("", "待跟进：复核或措施过期，或责任人已不在岗"),
        ("review", "复核已过期"),
        ("measure", "措施已过期"),
        ("owner", "责任人已不在岗"),
        ("all", "所有在用的方案"),
        ("none", "没有方案的老人"),
    ];

    [BindProperty(SupportsGet = true)]
    public string? Division { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? DivisionChoice { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? What { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    public PlanWords Words => words;

    public DateOnly Today { get; } = clock.Today();

    public DivisionPicker Picker { get; private set; } = null!;

    public string? Problem { get; private set; }

    public Page<PlanRow> Rows { get; private set; } = new([], 1, Page<PlanRow>.DefaultSize, 0);

    public IReadOnlyDictionary<int, NamedDivision> Homes { get; private set; } = new Dictionary<int, NamedDivision>();

    public async Task OnGetAsync(int? p, int? size, CancellationToken cancel)
    {
        if (await Ask(cancel) is { } filter)
        {
            Rows = await find.Run(user.Scope, filter with { Page = p, Size = size }, cancel);
            Homes = await divisions.Named(Rows.Items.Select(r => r.HomeId), cancel);
        }
    }

    /// <summary>The whole list as a workbook, names masked; no word of a measure is in it.</summary>
    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken cancel)
    {
        if (await Ask(cancel) is not { } filter)
        {
            return Page();
        }

        var book = new ListBook(
            "帮扶方案",
            $"{Picker.Text ?? "全部"}；{Questions.FirstOrDefault(q => q.Key == What, Questions[0]).Word}；数据截至 {Today:yyyy-MM-dd}；姓名已遮盖",
            [
                ("姓名", 12),
                ("居住地", 40),
                ("帮扶类别", 30),
                ("责任人", 12),
                ("下次复核", 12),
                ("最早的措施期限", 16),
                ("要跟进什么", 40),
            ]
        );
        var tooMany = await book.Fill(
            (number, size) => find.Run(user.Scope, filter with { Page = number, Size = size }, cancel),
            async rows =>
            {
                var homes = await divisions.Named(rows.Select(r => r.HomeId), cancel);
                return rows.Select(r => Texts(r, homes));
            }
        );
        if (tooMany is not null)
        {
            Problem = tooMany.Sentence;
            return Page();
        }

        return book.ToFile();
    }

    public string At(int? page = null, string? handler = null) =>
        Link.To(
            "/plans",
            ("Division", Division),
            ("DivisionChoice", DivisionChoice),
            ("What", What),
            ("Kind", Kind),
            ("p", page),
            ("size", Rows.Size == Page<PlanRow>.DefaultSize ? null : Rows.Size),
            ("handler", handler)
        );

    public static string Kinds(PlanRow row) => string.Join('、', HelpKinds.Shipped.Names(row.Kinds));

    /// <summary>What waits, and for how long.</summary>
    public IEnumerable<string> Reasons(PlanRow row)
    {
        if (row.ReviewOn is null)
        {
            yield return "没有方案";
        }

        if (row.ReviewOn < Today)
        {
            yield return $"复核过期 {Today.DayNumber - row.ReviewOn.Value.DayNumber} 天";
        }

        if (row.MeasureBy < Today)
        {
            yield return $"措施过期 {Today.DayNumber - row.MeasureBy.Value.DayNumber} 天";
        }

        if (!row.OwnerWorks)
        {
            yield return "责任人已不在岗";
        }
    }

    private IEnumerable<string> Texts(PlanRow row, IReadOnlyDictionary<int, NamedDivision> homes) =>
        [
            Mask.Name(row.Name),
            homes.TryGetValue(row.HomeId, out var home) ? home.Path : "",
            Kinds(row),
            row.Owner ?? "",
            $"{row.ReviewOn:yyyy-MM-dd}",
            $"{row.MeasureBy:yyyy-MM-dd}",
            string.Join('；', Reasons(row)),
        ];

    private async Task<PlanFilter?> Ask(CancellationToken cancel)
    {
        ModelState.Clear();
        var picked = await pick.Run(Division, DivisionChoice, cancel);
        Picker = new DivisionPicker(nameof(Division), "居住地")
        {
            Text = picked.Chosen is { } chosen ? $"{chosen.Division.Code} {chosen.Path}" : Division,
            Choices = picked.Choices,
        };
        if (DivisionPicker.Wanted(Division, DivisionChoice) is not null && picked.Chosen is null)
        {
            Problem = picked.Problem;
            return null;
        }

        return new PlanFilter(picked.Chosen?.Division.Id, What, Kind);
    }
}
