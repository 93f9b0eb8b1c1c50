using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;
using Tanfang.Workforce;

namespace Tanfang.Registry.Completing;

/// <summary>/elders/stale: files that lack something or were not confirmed for long. The question stands in the address.</summary>
public sealed class StalePage(
    TanfangDb db,
    FindStale find,
    PickDivision pick,
    DivisionLookup divisions,
    RegistryWords words,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    private const int MostVisitors = 500;

    [BindProperty(SupportsGet = true)]
    public string? Division { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? DivisionChoice { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? What { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Visitor { get; set; }

    public RegistryWords Words => words;

    public DateOnly Today { get; } = clock.Today();

    public DivisionPicker Picker { get; private set; } = null!;

    public string? Problem { get; private set; }

    public IReadOnlyList<(Guid Id, string Name)> Visitors { get; private set; } = [];

    public Page<StaleRow> Rows { get; private set; } = new([], 1, Page<StaleRow>.DefaultSize, 0);

    public IReadOnlyDictionary<int, NamedDivision> Homes { get; private set; } = new Dictionary<int, NamedDivision>();

    public string StaleWord => $"{words.StaleMonths} 个月未更新";

    public async Task OnGetAsync(int? p, int? size, CancellationToken cancel)
    {
        if (await Ask(cancel) is { } filter)
        {
            Rows = await find.Run(user.Scope, filter with { Page = p, Size = size }, cancel);
            Homes = await divisions.Named(Rows.Items.Select(r => r.HomeId), cancel);
        }
    }

    /// <summary>The whole list as a workbook, names masked.</summary>
    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken cancel)
    {
        if (await Ask(cancel) is not { } filter)
        {
            return Page();
        }

        var book = new ListBook(
            "档案待核对",
            $"{Picker.Text ?? "全部"}；数据截至 {Today:yyyy-MM-dd}；姓名已遮盖",
            [
                ("姓名", 12),
                ("居住地", 40),
                ("责任人", 12),
                ("缺必填项", 40),
                ("缺其他项", 40),
                ("最后核对", 12),
                ("凭什么", 22),
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

    public static string Names(StaleRow row, bool required) =>
        string.Join('、', row.Missing.Where(i => i.Required == required).Select(i => i.Name));

    public string At(int? page = null, string? handler = null) =>
        Link.To(
            "/elders/stale",
            ("Division", Division),
            ("DivisionChoice", DivisionChoice),
            ("What", What),
            ("Visitor", Visitor),
            ("p", page),
            ("size", Rows.Size == Page<StaleRow>.DefaultSize ? null : Rows.Size),
            ("handler", handler)
        );

    private static IEnumerable<string> Texts(StaleRow row, IReadOnlyDictionary<int, NamedDivision> homes) =>
        [
            Mask.Name(row.Name),
            homes.TryGetValue(row.HomeId, out var home) ? home.Path : "",
            row.Responsible ?? "未确定",
            Names(row, required: true),
            Names(row, required: false),
            $"{row.Last.On:yyyy-MM-dd}",
            row.Last.By,
        ];

    private async Task<StaleFilter?> Ask(CancellationToken cancel)
    {
        ModelState.Clear();
        var picked = await pick.Run(Division, DivisionChoice, cancel);
        Picker = new DivisionPicker(nameof(Division), "居住地")
        {
            Text = picked.Chosen is { } chosen ? $"{chosen.Division.Code} {chosen.Path}" : Division,
            Choices = picked.Choices,
        };
        var place = picked.Chosen?.Division;
        Visitors = await Offered(place, cancel);
        if (DivisionPicker.Wanted(Division, DivisionChoice) is not null && place is null)
        {
            Problem = picked.Problem;
            return null;
        }

        return new StaleFilter(place?.Id, What, Visitor);
    }

    /// <summary>Those who work below the place asked for, and whoever was chosen.</summary>
    private async Task<IReadOnlyList<(Guid, string)>> Offered(Division? place, CancellationToken cancel)
    {
        var visitors = db.VisitorsOf(user.Scope).Where(v => v.Until == null);
        if (place is not null)
        {
            var within = db.Divisions.Within(place.Id);
            visitors = visitors.Where(v => v.Id == Visitor || within.Any(d => d.Id == v.DivisionId));
        }

        var rows = await visitors
            .Join(
                db.Divisions,
                v => v.DivisionId,
                d => d.Id,
                (v, d) =>
                    new
                    {
                        v.Id,
                        Label = v.Name + "（" + d.Name + "）",
                        d.Code,
                    }
            )
            .OrderBy(v => v.Code)
            .ThenBy(v => v.Label)
            .Take(MostVisitors)
            .ToListAsync(cancel);
        return [.. rows.Select(v => (v.Id, v.Label))];
    }
}
