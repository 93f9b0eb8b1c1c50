using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Obligations.Rating;

/// <summary>/rates: a month's figures of a division and its children, in administrative order; every number leads to its people.</summary>
public sealed class RatesPage(
    PickDivision pick,
    OfficeArea area,
    MonthRates rates,
    ChangesOfMonth changes,
    RuleWords words,
    TimeProvider clock
) : PageModel
{
    public RuleWords Words => words;

    public DivisionPicker Picker { get; private set; } = null!;

    public NamedDivision? Area { get; private set; }

    public string Month { get; private set; } = "";

    public string? AsOf { get; private set; }

    public IReadOnlyList<Refusal> Problems { get; private set; } = [];

    public MonthRatesAnswer? Answer { get; private set; }

    /// <summary>What changed in the tree in that month.</summary>
    public IReadOnlyList<string> Changed { get; private set; } = [];

    public async Task OnGetAsync(
        string? division,
        string? divisionChoice,
        string? month,
        string? asOf,
        CancellationToken cancel
    )
    {
        ModelState.Clear();
        Month = month ?? clock.Today().ToString("yyyy-MM", CultureInfo.InvariantCulture);
        AsOf = string.IsNullOrWhiteSpace(asOf) ? null : asOf.Trim();
        var wanted = DivisionPicker.Wanted(division, divisionChoice);
        DateOnly? asked = ReadQuestion.TryMonth(Month, out var first) ? first : null;
        var picked = await pick.Run(division, divisionChoice, cancel, asked);
        Area = picked.Chosen ?? (wanted is null ? await area.Find(cancel) : null);
        Picker = new DivisionPicker("division", "行政区划")
        {
            Text = Area is { } shown ? $"{shown.Division.Code} {shown.Path}" : division,
            Choices = picked.Choices,
        };
        DateTimeOffset? moment = null;
        if (AsOf is not null && ReadQuestion.TryMoment(AsOf, out var known))
        {
            moment = known;
        }

        Problems = [.. Wrong(wanted, picked, moment)];
        if (Problems.Count == 0 && Area is { } where && asked is not null)
        {
            Answer = await rates.Run(where.Division, first, moment, cancel);
            Changed = await changes.Run(where.Division, first, cancel);
            ViewData["AsOf"] = ChinaTime.Show(Answer.AsOf);
        }
    }

    /// <summary>The table as a workbook; figures, nobody's name.</summary>
    public async Task<IActionResult> OnGetXlsxAsync(
        string? division,
        string? divisionChoice,
        string? month,
        string? asOf,
        CancellationToken cancel
    )
    {
        await OnGetAsync(division, divisionChoice, month, asOf, cancel);
        if (Answer is not { } answer)
        {
            return Page();
        }

        var heads = RateBuckets
            .Columns.Select(c => (c.Word, 12.0))
            .Append(("月探访率", 12))
            .Append(("周上门完成率", 14));
        var book = new ListBook(
            $"月探访率 {Month}",
            $"{Area!.Path}；数据截至 {ChinaTime.Show(answer.AsOf)}；{answer.Definition}",
            [("区划代码", 16), ("区划", 24), .. heads]
        );
        foreach (var row in answer.Rows)
        {
            var figures = RateBuckets.Columns.Select(c => $"{c.Number(row)}");
            book.Add([
                row.Division,
                row.Name,
                .. figures,
                RateBuckets.Percent(row.Rate),
                RateBuckets.Percent(row.WeeklyOnSiteRate),
            ]);
        }

        return book.ToFile();
    }

    public string Workbook() =>
        Link.To("/rates", ("handler", "Xlsx"), ("division", Area!.Division.Code), ("month", Month), ("asOf", AsOf));

    public string Charts() => Link.To("/rates/charts", ("division", Area!.Division.Code), ("month", Month));

    /// <summary>The people behind a number.</summary>
    public string People(RateRow row, RateBucket bucket) =>
        Link.To(
            "/rates/people",
            ("division", row.Division),
            ("month", Month),
            ("bucket", RateBuckets.Key(bucket)),
            ("asOf", AsOf)
        );

    public string Below(RateRow row) => Link.To("/rates", ("division", row.Division), ("month", Month), ("asOf", AsOf));

    private IEnumerable<Refusal> Wrong(string? wanted, PickedDivision picked, DateTimeOffset? moment)
    {
        if (wanted is not null && picked.Chosen is null)
        {
            yield return new Refusal("division.unknown", picked.Problem, "", "division");
        }

        if (!ReadQuestion.TryMonth(Month, out _))
        {
            yield return new Refusal("month.invalid", "月份应为 yyyy-MM，例如 2026-11", "", "month");
        }

        if (AsOf is not null && moment is null)
        {
            yield return new Refusal("asOf.invalid", "截止时间应如 2026-11-21T09:00", "", "asOf");
        }
    }
}
