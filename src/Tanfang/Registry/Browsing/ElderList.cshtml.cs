using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Shared;
using Tanfang.Visits;

namespace Tanfang.Registry.Browsing;

/// <summary>/elders: the register. Every question stands in the address, so that it can be kept and sent; a name does not: only the id under which it is kept.</summary>
public sealed class ElderList(
    FindElders find,
    PickDivision pick,
    DivisionLookup divisions,
    RegistryWords words,
    KeepQuestion questions,
    KeepChoices choices,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    public static IReadOnlyList<(string Key, string Word)> States { get; } =
    [("in", "在册"), ("under", "未满60周岁"), ("refused", "拒绝探访"), ("left", "已离开"), ("all", "全部")];

    [BindProperty(SupportsGet = true)]
    public string? Division { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? DivisionChoice { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Under which the name looked for is kept.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? S { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Category { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Responsible { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    /// <summary>The columns behind the name, in their order: key, head, by which word the list is sorted, width in a workbook.</summary>
    public static IReadOnlyList<(string Key, string Word, string Sort, double Width)> Columns { get; } =
    [
        ("age", "性别年龄", "birth", 10),
        ("home", "居住地", "village", 40),
        ("categories", "类别", "", 24),
        ("consent", "意愿", "", 8),
        ("responsible", "责任人", "", 12),
        ("enrolled", "纳入日期", "enrolled", 12),
        ("status", "状态", "", 26),
    ];

    /// <summary>What this user keeps for the list.</summary>
    public ListChoices Choices { get; private set; } = null!;

    public RegistryWords Words => words;

    public DateOnly Today { get; } = clock.Today();

    public DivisionPicker Picker { get; private set; } = null!;

    /// <summary>Why nothing is shown: the division asked for is not clear.</summary>
    public string? Problem { get; private set; }

    public Page<ElderRow> Rows { get; private set; } = new([], 1, Page<ElderRow>.DefaultSize, 0);

    public IReadOnlyDictionary<int, NamedDivision> Homes { get; private set; } = new Dictionary<int, NamedDivision>();

    public bool AnythingAsked =>
        Request.Query.Keys.Any(key => key is not ("p" or "size") && !string.IsNullOrEmpty(Request.Query[key]));

    public async Task<IActionResult> OnGetAsync(int? p, int? size, CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(Q))
        {
            // An old bookmark: its name leaves the address at once.
            return await OnPostAsync(cancel);
        }

        if (await Ask(cancel) is { } filter)
        {
            Rows = await find.Run(user.Scope, filter with { Page = p, Size = size }, cancel);
            Homes = await divisions.Named(Rows.Items.Select(r => r.HomeId), cancel);
        }

        return Page();
    }

    /// <summary>The question becomes an address; a name is kept and only its id stands there.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Guid? kept = string.IsNullOrWhiteSpace(Q) ? null : await questions.Run(Q, user.Actor, cancel);
        return Redirect(
            Link.To(
                "/elders",
                ("division", Division),
                ("divisionChoice", DivisionChoice),
                ("s", kept),
                ("category", Category),
                ("state", State),
                ("responsible", Responsible),
                ("sort", Sort)
            )
        );
    }

    /// <summary>The whole list as a workbook, names masked.</summary>
    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken cancel)
    {
        if (await Ask(cancel) is not { } filter)
        {
            return Page();
        }

        var book = new ListBook(
            "老人台账",
            $"{Picker.Text ?? "全部"}，{States.First(s => s.Key == (State ?? "in")).Word}；数据截至 {Today:yyyy-MM-dd}；姓名已遮盖",
            [("姓名", 12), .. Columns.Where(c => Choices.Shows(c.Key)).Select(c => (c.Word, c.Width))]
        );
        var tooMany = await book.Fill(
            (number, size) => find.Run(user.Scope, filter with { Page = number, Size = size }, cancel),
            async rows =>
            {
                var homes = await divisions.Named(rows.Select(r => r.HomeId), cancel);
                return rows.Select(row => Texts(row, homes));
            }
        );
        if (tooMany is not null)
        {
            Problem = tooMany.Sentence;
            return Page();
        }

        return book.ToFile();
    }

    /// <summary>Forms of everybody on this list, whatever page of it is shown.</summary>
    public async Task<IActionResult> OnPostPrintAsync([FromServices] PlanPrint plan, CancellationToken cancel)
    {
        if (await Ask(cancel) is not { } filter)
            return Page();
        var people = new List<SheetWish>();
        for (var (number, pages) = (1, 1); number <= pages && people.Count <= PrintJob.MostSheets; number++)
        {
            var asked = filter with { Page = number, Size = Page<ElderRow>.LargestSize };
            var page = await find.Run(user.Scope, asked, cancel);
            people.AddRange(page.Items.Select(row => new SheetWish(row.Id)));
            pages = page.Pages;
        }

        var what = $"老人台账：{Picker.Text ?? "全部"}，{States.First(s => s.Key == (State ?? "in")).Word}";
        var wish = new PrintWish(what, PrintWish.AddressOf(Request), people);
        var planned = await plan.Run(user, wish, start: false, cancel);
        if (planned.Succeeded)
            return Redirect($"/print/{planned.Value}");
        Problem = planned.Refusals[0].Sentence;
        return Page();
    }

    private async Task<ElderFilter?> Ask(CancellationToken cancel)
    {
        // A number that is none (p=abc) is as good as not given.
        ModelState.Clear();
        Choices = await choices.Read("elders", Request, [.. Columns.Select(c => (c.Key, c.Word))], user.Actor, cancel);
        var picked = await pick.Run(Division, DivisionChoice, cancel);
        var asked = DivisionPicker.Wanted(Division, DivisionChoice) is not null;
        Picker = new DivisionPicker(nameof(Division), "居住地")
        {
            Text = picked.Chosen is { } chosen ? $"{chosen.Division.Code} {chosen.Path}" : Division,
            Choices = picked.Choices,
        };
        if (asked && picked.Chosen is null)
        {
            Problem = picked.Problem;
            return null;
        }

        Q = S is { } kept ? await questions.Read(kept, user.Actor, cancel) : null;
        if (S is not null && Q is null)
        {
            Problem = "这次姓名查询已经过期，请重新输入姓名";
            return null;
        }

        return new ElderFilter
        {
            DivisionId = picked.Chosen?.Division.Id,
            Name = Q,
            Category = Category,
            State = State,
            Responsible = Responsible,
            Sort = Sort,
        };
    }

    private IEnumerable<string> Texts(ElderRow row, IReadOnlyDictionary<int, NamedDivision> homes) =>
        [Mask.Name(row.Name), .. Columns.Where(c => Choices.Shows(c.Key)).Select(c => Text(c.Key, row, homes))];

    /// <summary>What stands in a column, on the page and in the workbook alike.</summary>
    public string Text(string column, ElderRow row, IReadOnlyDictionary<int, NamedDivision> homes) =>
        column switch
        {
            "age" => $"{RegistryWords.Of(row.Sex)} {RegistryWords.Age(row.BirthDate, Today)}",
            "home" => homes.TryGetValue(row.HomeId, out var home) ? home.Path : "",
            "categories" => string.Join('、', words.ShortNames(row.CategoriesNow)),
            "consent" => RegistryWords.Of(row.Consent),
            "responsible" => row.Responsible ?? "未确定",
            "enrolled" => $"{row.EnrolledOn:yyyy-MM-dd}",
            _ => Status(row),
        };

    public string Status(ElderRow row) => words.Status(row, Today);

    /// <summary>This address with one thing changed.</summary>
    public string With(string key, string value)
    {
        var query = new QueryBuilder(
            Request
                .Query.Where(pair => pair.Key != key && (pair.Key != "p" || key == "size"))
                .SelectMany(pair => pair.Value, (pair, text) => KeyValuePair.Create(pair.Key, text ?? ""))
                .Where(pair => pair.Value.Length > 0)
        )
        {
            { key, value },
        };
        return Request.Path + query.ToQueryString();
    }

    /// <summary>Where the same people are asked for whole.</summary>
    public string ToExport =>
        Link.To(
            "/exports/new",
            ("Division", Division),
            ("DivisionChoice", DivisionChoice),
            ("Category", Category),
            ("State", State),
            ("Responsible", Responsible)
        );

    /// <summary>Sorted that way, or the other way round when it already is.</summary>
    public string SortedBy(string column) => With("Sort", Sort == column ? "-" + column : column);

    public string? Direction(string column) =>
        Sort == column || (column == "village" && string.IsNullOrEmpty(Sort)) ? "ascending"
        : Sort == "-" + column ? "descending"
        : null;
}
