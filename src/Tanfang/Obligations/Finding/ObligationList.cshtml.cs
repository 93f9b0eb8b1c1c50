using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Shared;
using Tanfang.Visits;

namespace Tanfang.Obligations.Finding;

/// <summary>/obligations: who is to be visited. The whole question stands in the address.</summary>
public sealed class ObligationList(
    FindObligations find,
    PickDivision pick,
    DivisionLookup divisions,
    RuleWords words,
    KeepChoices choices,
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

    /// <summary>The columns behind the name, in their order, with their width in a workbook.</summary>
    public static IReadOnlyList<(string Key, string Word, double Width)> Columns { get; } =
    [
        ("home", "居住地", 40),
        ("period", "应访期间", 26),
        ("due", "到期", 12),
        ("status", "状态", 16),
        ("why", "为什么", 60),
    ];

    /// <summary>What this user keeps for the list.</summary>
    public ListChoices Choices { get; private set; } = null!;

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
        if (await Ask(show, division, divisionChoice, rule, sort, cancel) is not { } asked)
        {
            return;
        }

        Items = await find.Run(
            user.Scope,
            asked with
            {
                Page = Math.Max(1, p ?? 1),
                Size = Page<ObligationItem>.SizeFrom(size),
            },
            cancel
        );
        Homes = await divisions.Named(Items.Items.Select(i => i.HomeId), cancel);
    }

    /// <summary>The whole list as a workbook, names masked.</summary>
    public async Task<IActionResult> OnGetXlsxAsync(
        string? show,
        string? division,
        string? divisionChoice,
        string? rule,
        string? sort,
        CancellationToken cancel
    )
    {
        if (await Ask(show, division, divisionChoice, rule, sort, cancel) is not { } asked)
        {
            return Page();
        }

        var word = Filters.First(f => f.Key == Show).Word;
        var book = new ListBook(
            $"应访名单（{word}）",
            $"{Picker.Text ?? "全部"}，{(Rule is null ? "所有规定" : words.Name(Rule))}；数据截至 {ChinaTime.Show(clock.Now())}；姓名已遮盖",
            [("姓名", 12), .. Columns.Where(c => Choices.Shows(c.Key)).Select(c => (c.Word, c.Width))]
        );
        var tooMany = await book.Fill(
            (number, size) => find.Run(user.Scope, asked with { Page = number, Size = size }, cancel),
            async items =>
            {
                var homes = await divisions.Named(items.Select(i => i.HomeId), cancel);
                return items.Select(item => Texts(item, homes));
            }
        );
        if (tooMany is not null)
        {
            Problem = tooMany.Sentence;
            return Page();
        }

        return book.ToFile();
    }

    /// <summary>Forms of everybody on this list, one each, whatever page of it is shown.</summary>
    public async Task<IActionResult> OnPostPrintAsync(
        [FromServices] PlanPrint plan,
        string? show,
        string? division,
        string? divisionChoice,
        string? rule,
        string? sort,
        CancellationToken cancel
    )
    {
        if (await Ask(show, division, divisionChoice, rule, sort, cancel) is not { } asked)
        {
            return Page();
        }

        var people = new List<Guid>();
        for (var (number, pages) = (1, 1); number <= pages && people.Count <= PrintJob.MostSheets; number++)
        {
            var question = asked with { Page = number, Size = Page<ObligationItem>.LargestSize };
            var page = await find.Run(user.Scope, question, cancel);
            people = [.. people.Concat(page.Items.Select(i => i.ElderId)).Distinct()];
            pages = page.Pages;
        }

        var what = $"应访：{Filters.First(f => f.Key == Show).Word}，{Picker.Text ?? "全部"}";
        var wish = new PrintWish(what, PrintWish.AddressOf(Request), [.. people.Select(id => new SheetWish(id))]);
        var planned = await plan.Run(user, wish, start: false, cancel);
        if (planned.Succeeded)
        {
            return Redirect($"/print/{planned.Value}");
        }

        Problem = planned.Refusals[0].Sentence;
        return Page();
    }

    private IEnumerable<string> Texts(ObligationItem item, IReadOnlyDictionary<int, NamedDivision> homes) =>
        [Mask.Name(item.Name), .. Columns.Where(c => Choices.Shows(c.Key)).Select(c => Text(c.Key, item, homes))];

    /// <summary>What stands in a column, on the page and in the workbook alike.</summary>
    public string Text(string column, ObligationItem item, IReadOnlyDictionary<int, NamedDivision> homes) =>
        column switch
        {
            "home" => homes.TryGetValue(item.HomeId, out var home) ? home.Path : "",
            "period" => $"{item.From:yyyy-MM-dd} 至 {item.Until.AddDays(-1):yyyy-MM-dd}",
            "due" => $"{item.Until.AddDays(-1):yyyy-MM-dd}",
            "status" => Status(item),
            _ => words.Sentence(item.Rule),
        };

    /// <summary>Where it stands, in words.</summary>
    public string Status(ObligationItem item) =>
        Filter == ObligationFilter.Overdue
            ? $"逾期 {Today.DayNumber - item.Until.DayNumber} 天"
            : RuleWords.State(item.State) + (item.DoneOn is { } done ? $" {done:MM-dd}" : "");

    private async Task<ObligationQuestion?> Ask(
        string? show,
        string? division,
        string? divisionChoice,
        string? rule,
        string? sort,
        CancellationToken cancel
    )
    {
        ModelState.Clear();
        Choices = await choices.Read(
            "obligations",
            Request,
            [.. Columns.Select(c => (c.Key, c.Word))],
            user.Actor,
            cancel
        );
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
            return null;
        }

        DivisionCode = picked.Chosen?.Division.Code;
        return new ObligationQuestion(
            Filter,
            picked.Chosen?.Division.Id,
            Rule,
            Sort,
            Page: 1,
            Page<ObligationItem>.DefaultSize
        );
    }

    /// <summary>This list as a workbook (Xlsx) or its people's forms (Print).</summary>
    public string Whole(string handler) =>
        Link.To(
            "/obligations",
            ("handler", handler),
            ("show", Show),
            ("division", DivisionCode),
            ("rule", Rule),
            ("sort", Sort == "due" ? null : Sort)
        );

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
