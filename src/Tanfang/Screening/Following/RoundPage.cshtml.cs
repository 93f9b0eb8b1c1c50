using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Screening.Closing;
using Tanfang.Shared;

namespace Tanfang.Screening.Following;

/// <summary>/screenings/{id}?area=: how far a round has come, by township or, of one township, by village.</summary>
public sealed class RoundPage(
    ReadRound read,
    CloseRound close,
    DivisionLookup divisions,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    /// <summary>One line: a township with its villages, or a village.</summary>
    public sealed record Line(int Division, string Name, RoundFigures Figures, bool HasBelow);

    /// <summary>Headings and numbers of the table; the filter leads to the households that were counted.</summary>
    public static IReadOnlyList<(string Word, Func<RoundFigures, int> Number, string Filter)> Columns { get; } =
    [
        ("户", f => f.Households, "state=all"),
        ("已答", f => f.Answered, "state=answered"),
        ("免答", f => f.Excused, "state=excused"),
        ("未答", f => f.Open, "state=open"),
        ("老人", f => f.Listed, "state=all"),
        .. PresenceWords.All.Select(p => (p.Label, (Func<RoundFigures, int>)(f => f.At(p.Code)), $"presence={p.Code}")),
    ];

    public RoundView View { get; private set; } = null!;

    public NamedDivision? Township { get; private set; }

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public RoundFigures Total { get; private set; } = new();

    public int Area => Township?.Division.Id ?? View.Round.DivisionId;

    public DateOnly Today { get; } = clock.Today();

    public async Task<IActionResult> OnGetAsync(Guid id, int? area, CancellationToken cancel) =>
        await Load(id, area, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostCloseAsync(Guid id, CancellationToken cancel) =>
        await Answer(id, await close.Run(user.Scope, user.Actor, id, cancel), "这一轮排查已结束。", cancel);

    public async Task<IActionResult> OnPostCancelAsync(Guid id, string? reason, CancellationToken cancel) =>
        await Answer(id, await close.GiveUp(user.Scope, user.Actor, id, reason, cancel), "这一轮排查已撤销。", cancel);

    /// <summary>Every village as a workbook; figures only, nobody's name.</summary>
    public async Task<IActionResult> OnGetXlsxAsync(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, null, cancel))
        {
            return NotFound();
        }

        var names = Lines.ToDictionary(l => l.Division, l => l.Name);
        var book = new ListBook(
            "摸底排查进度",
            $"{View.Round.Title}；{View.County.Path}；数据截至 {ChinaTime.Show(clock.Now())}",
            [
                ("乡镇（街道）", 18),
                ("村（社区）", 24),
                ("报告", 20),
                .. Columns.Select(c => (c.Word, 10d)),
                ("完成率", 10),
            ]
        );
        foreach (var (village, figures) in View.Villages)
        {
            book.Add([
                names.GetValueOrDefault(village.TownshipId ?? village.Id, ""),
                village.Name,
                Report(figures),
                .. Columns.Select(c => $"{c.Number(figures)}"),
                Percent(figures),
            ]);
        }

        return book.ToFile();
    }

    public static string Report(RoundFigures figures) =>
        figures.Without > 0 ? "没有特殊困难老年人"
        : figures.Silent > 0 ? "未报告"
        : "有名单";

    public static string Percent(RoundFigures figures) => figures.Percent is { } percent ? $"{percent:0.0}%" : "—";

    private async Task<IActionResult> Answer(Guid id, Result<Guid> result, string flash, CancellationToken cancel)
    {
        if (result.Succeeded)
        {
            TempData["Flash"] = flash;
            return Redirect($"/screenings/{id}");
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        return await Load(id, null, cancel) ? Page() : NotFound();
    }

    private async Task<bool> Load(Guid id, int? area, CancellationToken cancel)
    {
        if (await read.Run(user.Scope, id, cancel) is not { } view)
        {
            return false;
        }

        View = view;
        var places = await divisions.Named(view.Villages.Select(v => v.Village.TownshipId ?? v.Village.Id), cancel);
        Township = area is { } asked ? places.GetValueOrDefault(asked) : null;
        var shown = Township is null ? view.Villages : view.Below(Township.Division.Id);
        Total = RoundView.Sum(shown);
        Lines = Township is null
            ?
            [
                .. shown
                    .GroupBy(v => v.Village.TownshipId ?? v.Village.Id)
                    .Select(g => new Line(g.Key, places[g.Key].Division.Name, RoundView.Sum(g), true)),
            ]
            : [.. shown.Select(v => new Line(v.Village.Id, v.Village.Name, v.Figures, false))];
        return true;
    }
}
