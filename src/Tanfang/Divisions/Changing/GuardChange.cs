using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>Everything that stands in the way of a change, each with the step at which it is mended.</summary>
public sealed class GuardChange(TanfangDb db, GuardTargets targets, TimeProvider clock)
{
    private const int LongestPlan = 2;

    public async Task<IReadOnlyList<Refusal>> Run(
        ChangeSheet sheet,
        IReadOnlyList<Passage> people,
        CancellationToken cancel
    )
    {
        var found = new List<Refusal>();
        found.AddRange(Sources(sheet));
        found.AddRange(Day(sheet));
        if (found.Count == 0)
        {
            found.AddRange(await targets.Run(sheet, cancel));
            found.AddRange(await Named(sheet, cancel));
            found.AddRange(await Planned(sheet, cancel));
            found.AddRange(People(sheet, people));
        }

        return found;
    }

    private static IEnumerable<Refusal> Sources(ChangeSheet sheet)
    {
        if (sheet.Change.Kind != ChangeKind.Restore && sheet.From.Count == 0)
        {
            yield return ChangeRefusals.Place("noSource", "没有选要变更的区划", "请选择一个或几个");
        }

        foreach (var division in sheet.From.Where(d => d.ValidUntil is not null))
        {
            yield return ChangeRefusals.Place(
                "withdrawn",
                $"{division.Name}已于 {division.ValidUntil:yyyy-MM-dd} 撤销",
                "请去掉它，选择现在的区划"
            );
        }
    }

    private IEnumerable<Refusal> Day(ChangeSheet sheet)
    {
        var (today, change) = (clock.Today(), sheet.Change);
        var open = new DateOnly(today.Year, today.Month, 1);
        if (string.IsNullOrWhiteSpace(change.DocumentTitle))
        {
            yield return ChangeRefusals.Paper("document", "没有写批准文件", "请填写文件名称，如“关于同意合并……的批复”");
        }

        if (change.On is not { } on)
        {
            yield return ChangeRefusals.Paper("day", "没有填从哪一天起", "请填写新区划的第一天");
            yield break;
        }

        // A planned change waits for its day; when the machine slept over the end of a month its day is still the one that was planned.
        if (on < open && change.State != ChangeState.Planned)
        {
            yield return ChangeRefusals.Paper(
                "closed",
                $"{on:yyyy-MM-dd} 所在的月份已经结束，统计不再改动",
                $"请填 {open:yyyy-MM-dd} 或以后的日期"
            );
        }

        if (on > today.AddYears(LongestPlan))
        {
            yield return ChangeRefusals.Paper("far", $"日期在 {LongestPlan} 年以后", "请核对年份");
        }

        foreach (var division in sheet.From.Where(d => d.ValidFrom > on))
        {
            yield return ChangeRefusals.Paper(
                "early",
                $"{division.Name}从 {division.ValidFrom:yyyy-MM-dd} 才有",
                "请填那天或以后的日期"
            );
        }
    }

    /// <summary>What was renamed cannot end, or be renamed, before it was.</summary>
    private async Task<IEnumerable<Refusal>> Named(ChangeSheet sheet, CancellationToken cancel)
    {
        var (ids, on) = (sheet.From.Select(d => d.Id).ToList(), sheet.Change.On);
        var later = await db
            .FormerNames.Where(n => ids.Contains(n.DivisionId) && n.Until > on)
            .Select(n => new { n.Name, n.Until })
            .ToListAsync(cancel);
        return later.Select(n =>
            ChangeRefusals.Paper(
                "named",
                $"{n.Name}到 {n.Until:yyyy-MM-dd} 才改用现在的名称或代码",
                "请填那天或以后的日期"
            )
        );
    }

    /// <summary>Another change that waits for its day may take away what this one needs, or needs what this one takes.</summary>
    private async Task<IEnumerable<Refusal>> Planned(ChangeSheet sheet, CancellationToken cancel)
    {
        var ids = sheet.Parts.Select(p => p.DivisionId).OfType<int>().ToList();
        var others = await db
            .DivisionChanges.Where(c => c.State == ChangeState.Planned && c.Id != sheet.Change.Id)
            .Join(
                db.DivisionChangeParts.Where(p => p.DivisionId != null && ids.Contains(p.DivisionId.Value)),
                c => c.Id,
                p => p.ChangeId,
                (c, p) =>
                    new
                    {
                        c.On,
                        p.Name,
                        p.Role,
                        Id = p.DivisionId!.Value,
                    }
            )
            .ToListAsync(cancel);
        var sources = sheet.From.Select(d => d.Id).ToHashSet();
        return others
            .Where(o =>
                // Both end it; or one needs on its day what the other has ended by then (A→B and B→A).
                o.Role == PartRole.Source
                    ? sources.Contains(o.Id) || o.On <= sheet.Change.On
                    : sources.Contains(o.Id) && sheet.Change.On <= o.On
            )
            .Select(o =>
                ChangeRefusals.Place(
                    "planned",
                    $"{o.Name}另有一项 {o.On:yyyy-MM-dd} 起的变更在等待生效",
                    "请先取消那一项，或等它生效以后再办"
                )
            );
    }

    private static IEnumerable<Refusal> People(ChangeSheet sheet, IReadOnlyList<Passage> people)
    {
        var here = people.Where(p => !p.Left).ToList();
        if (sheet.Change.Kind == ChangeKind.Withdraw && here.Count > 0)
        {
            yield return ChangeRefusals.Place(
                "inhabited",
                $"这里还有 {here.Count} 位老年人",
                "请改用“合并”，选择并入哪里"
            );
        }

        var open = here.Where(p => p.PartId is null).ToList();
        if (sheet.Change.Kind == ChangeKind.Split && open.Count > 0)
        {
            var names = string.Join("、", open.Take(5).Select(p => Mask.Name(p.Name)));
            yield return ChangeRefusals.Person(
                "unassigned",
                $"还有 {open.Count} 位老年人没有划定去处：{names}{(open.Count > 5 ? " 等" : "")}",
                "请按组或逐户划定"
            );
        }
    }
}
