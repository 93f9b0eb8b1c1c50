using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Obligations.VillageLedger;

/// <summary>/ledger?division=&amp;month=: the village ledger as the office prints it, names masked.</summary>
public sealed class LedgerPage(
    ReadVillageLedger read,
    PickDivision pick,
    DivisionLookup divisions,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    /// <summary>The columns as they are printed, with their widths in a workbook.</summary>
    public static IReadOnlyList<(string Head, double Width)> Columns { get; } =
    [
        ("序号", 6),
        ("姓名", 10),
        ("性别", 6),
        ("年龄", 6),
        ("类别", 20),
        ("居住地址", 14),
        ("联系人及电话", 22),
        ("责任人", 12),
        ("频次及依据", 40),
        ("本月探访日期", 22),
        ("方式", 14),
        ("签字", 14),
    ];

    public DivisionPicker Picker { get; private set; } = new("division", "村（居）");

    public NamedDivision? Place { get; private set; }

    /// <summary>What lies below, when it is no village.</summary>
    public IReadOnlyList<Division> Below { get; private set; } = [];

    public DateOnly Month { get; private set; }

    public string? Problem { get; private set; }

    public IReadOnlyList<LedgerRow> Rows { get; private set; } = [];

    public string AsOf => ChinaTime.Show(clock.Now());

    /// <param name="month">2026-10; this month when not said.</param>
    public Task OnGetAsync(string? division, string? divisionChoice, string? month, CancellationToken cancel) =>
        Load(division, divisionChoice, month, cancel);

    public async Task<IActionResult> OnGetXlsxAsync(string? division, string? month, CancellationToken cancel)
    {
        await Load(division, null, month, cancel);
        if (Place is null)
            return Page();
        var book = new ListBook(
            "村级台账",
            $"{Place.Path}，{Month:yyyy年M月}；数据截至 {AsOf}；姓名、电话、门牌已遮盖",
            Columns
        );
        for (var i = 0; i < Rows.Count; i++)
            book.Add(Texts(Rows[i], i + 1));
        return book.ToFile();
    }

    public static IReadOnlyList<string> Texts(LedgerRow row, int number) =>
        [
            number.ToString(CultureInfo.InvariantCulture),
            row.Name,
            row.Sex,
            row.Age.ToString(CultureInfo.InvariantCulture),
            row.Categories,
            row.Address,
            row.Contact,
            row.Responsible,
            row.Duties,
            row.VisitedOn,
            row.Modes,
            "",
        ];

    public string At(string division, string? handler = null) =>
        Link.To("/ledger", ("handler", handler), ("division", division), ("month", MonthText));

    public string MonthText => Month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private async Task Load(string? division, string? divisionChoice, string? month, CancellationToken cancel)
    {
        ModelState.Clear();
        var today = clock.Today();
        Month = DateOnly.TryParseExact(
            month + "-01",
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var first
        )
            ? first
            : new DateOnly(today.Year, today.Month, 1);
        var picked = await pick.Run(division, divisionChoice, cancel);
        Place = picked.Chosen;
        Picker = Picker with
        {
            Text = Place is { } place ? $"{place.Division.Code} {place.Path}" : division,
            Choices = picked.Choices,
        };
        if (Place is null)
        {
            Problem = DivisionPicker.Wanted(division, divisionChoice) is null ? null : picked.Problem;
            return;
        }

        if (Place.Division.Level != DivisionLevel.Village)
            Below = await divisions.Children(Place.Division.Id, today, cancel);
        Rows = await read.Run(user.Scope, Place.Division.Id, Month, cancel);
    }
}
