using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Obligations.Rating;
using Tanfang.Shared;

namespace Tanfang.Obligations.Charting;

/// <summary>/rates/charts: the month and the quarter as drawings, each with its table beneath.</summary>
public sealed class ChartsPage(PickDivision pick, OfficeArea area, ReadCharts read, TimeProvider clock) : PageModel
{
    public DivisionPicker Picker { get; private set; } = null!;

    public NamedDivision? Area { get; private set; }

    public string Month { get; private set; } = "";

    public string? Problem { get; private set; }

    public IReadOnlyList<ChartTable> Tables { get; private set; } = [];

    public async Task OnGetAsync(string? division, string? divisionChoice, string? month, CancellationToken cancel)
    {
        ModelState.Clear();
        Month = month ?? clock.Today().ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var wanted = DivisionPicker.Wanted(division, divisionChoice);
        var picked = await pick.Run(division, divisionChoice, cancel);
        Area = picked.Chosen ?? (wanted is null ? await area.Find(cancel) : null);
        Picker = new DivisionPicker("division", "行政区划")
        {
            Text = Area is { } shown ? $"{shown.Division.Code} {shown.Path}" : division,
            Choices = picked.Choices,
        };
        if (wanted is not null && Area is null)
        {
            Problem = picked.Problem;
        }
        else if (!ReadQuestion.TryMonth(Month, out var first))
        {
            Problem = "月份应为 yyyy-MM，例如 2026-11";
        }
        else if (Area is { } where)
        {
            (var asOf, Tables) = await read.Run(where.Division, first, cancel);
            ViewData["AsOf"] = ChinaTime.Show(asOf);
        }
    }
}
