using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Registry.Browsing;

/// <summary>/elders: the register. Every question stands in the address, so that it can be kept and sent.</summary>
public sealed class ElderList(
    FindElders find,
    PickDivision pick,
    DivisionLookup divisions,
    RegistryWords words,
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

    [BindProperty(SupportsGet = true)]
    public string? Category { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Responsible { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    public const string InRegister = "在册";

    public RegistryWords Words => words;

    public DateOnly Today { get; } = clock.Today();

    public DivisionPicker Picker { get; private set; } = null!;

    /// <summary>Why nothing is shown: the division asked for is not clear.</summary>
    public string? Problem { get; private set; }

    public Page<ElderRow> Rows { get; private set; } = new([], 1, Page<ElderRow>.DefaultSize, 0);

    public IReadOnlyDictionary<int, NamedDivision> Homes { get; private set; } = new Dictionary<int, NamedDivision>();

    public bool AnythingAsked =>
        Request.Query.Keys.Any(key => key is not ("p" or "size") && !string.IsNullOrEmpty(Request.Query[key]));

    public async Task OnGetAsync(int? p, int? size, CancellationToken cancel)
    {
        if (await Ask(cancel) is not { } filter)
        {
            return;
        }

        Rows = await find.Run(user.Scope, filter with { Page = p, Size = size }, cancel);
        Homes = await divisions.Named(Rows.Items.Select(r => r.HomeId), cancel);
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
            [
                ("姓名", 12),
                ("性别年龄", 10),
                ("居住地", 40),
                ("类别", 24),
                ("意愿", 8),
                ("责任人", 12),
                ("纳入日期", 12),
                ("状态", 26),
            ]
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

    private async Task<ElderFilter?> Ask(CancellationToken cancel)
    {
        // A number that is none (p=abc) is as good as not given.
        ModelState.Clear();
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
        [
            Mask.Name(row.Name),
            $"{RegistryWords.Of(row.Sex)} {RegistryWords.Age(row.BirthDate, Today)}",
            homes.TryGetValue(row.HomeId, out var home) ? home.Path : "",
            string.Join('、', words.ShortNames(row.CategoriesNow)),
            RegistryWords.Of(row.Consent),
            row.Responsible ?? "未确定",
            $"{row.EnrolledOn:yyyy-MM-dd}",
            Status(row),
        ];

    /// <summary>Where the person stands today, in words.</summary>
    public string Status(ElderRow row) =>
        row.LeftOn is { } left ? $"{left:yyyy-MM-dd} {RegistryWords.LeftBecause(row.LeftReason)}"
        : words.ElderFrom(row.BirthDate) is var from && from > Today
            ? $"{from:yyyy-MM-dd} 满{words.ElderAge}周岁自动纳入"
        : row.Consent == ConsentState.Refused ? "拒绝探访"
        : InRegister;

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

    /// <summary>Sorted that way, or the other way round when it already is.</summary>
    public string SortedBy(string column) => With("Sort", Sort == column ? "-" + column : column);

    public string? Direction(string column) =>
        Sort == column || (column == "village" && string.IsNullOrEmpty(Sort)) ? "ascending"
        : Sort == "-" + column ? "descending"
        : null;
}
