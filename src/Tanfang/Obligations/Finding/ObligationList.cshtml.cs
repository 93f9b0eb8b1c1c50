using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Obligations.Finding;

/// <summary>/obligations: who is to be visited. The whole question stands in the address.</summary>
public sealed class ObligationList(
    FindObligations find,
    PickDivision pick,
    DivisionLookup divisions,
    RuleWords words,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    public static IReadOnlyList<(ObligationFilter Filter, string Key, string Word)> Filters { get; } =
    [
        (ObligationFilter.Overdue, "overdue", "逾期"),
        (ObligationFilter.Today, "today", "今天到期"),
        (ObligationFilter.Week, "week", "本周到期"),
        (ObligationFilter.Done, "done", "本期已完成"),
    ];

    public static IReadOnlyList<(string Key, string Word)> Sorts { get; } =
    [("due", "到期先后"), ("place", "行政区划"), ("name", "姓名")];

    public RuleWords Words => words;

    public DateOnly Today { get; } = clock.Today();

    public string Show { get; private set; } = "overdue";

    public string? Rule { get; private set; }

    public string Sort { get; private set; } = "due";

    public string? DivisionCode { get; private set; }

    public DivisionPicker Picker { get; private set; } = null!;

    public string? Problem { get; private set; }

    public Page<ObligationItem> Items { get; private set; } = new([], 1, Page<ObligationItem>.DefaultSize, 0);

    public IReadOnlyDictionary<int, NamedDivision> Homes { get; private set; } = new Dictionary<int, NamedDivision>();

    public ObligationFilter Filter => Filters.First(f => f.Key == Show).Filter;

    public async Task OnGetAsync(
        string? show,
        string? division,
        string? divisionChoice,
        string? rule,
        string? sort,
        int? p,
        int? size,
        CancellationToken cancel
    )
    {
        ModelState.Clear();
        Show = Filters.Any(f => f.Key == show) ? show! : "overdue";
        Rule = words.Find(rule ?? "")?.Id;
        Sort = Sorts.Any(s => s.Key == sort) ? sort! : "due";
        var picked = await pick.Run(division, divisionChoice, cancel);
        Picker = new DivisionPicker("division", "居住地")
        {
            Text = picked.Chosen is { } chosen ? $"{chosen.Division.Code} {chosen.Path}" : division,
            Choices = picked.Choices,
        };
        if (picked.Chosen is null && DivisionPicker.Wanted(division, divisionChoice) is not null)
        {
            Problem = picked.Problem;
            return;
        }

        DivisionCode = picked.Chosen?.Division.Code;
        var asked = new ObligationQuestion(
            Filter,
            picked.Chosen?.Division.Id,
            Rule,
            Sort,
            Math.Max(1, p ?? 1),
            Page<ObligationItem>.SizeFrom(size)
        );
        Items = await find.Run(user.Scope, asked, cancel);
        Homes = await divisions.Named(Items.Items.Select(i => i.HomeId), cancel);
    }

    /// <summary>This list with another filter or page.</summary>
    public string Address(string? show = null, int page = 1) =>
        Link.To(
            "/obligations",
            ("show", show ?? Show),
            ("division", DivisionCode),
            ("rule", Rule),
            ("sort", Sort == "due" ? null : Sort),
            ("p", page > 1 ? page : null),
            ("size", Items.Size == Page<ObligationItem>.DefaultSize ? null : Items.Size)
        );
}
