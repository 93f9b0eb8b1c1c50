using Tanfang.Shared;

namespace Tanfang.Care.Planning;

/// <summary>What a plan that can be read may not say.</summary>
/// <param name="working">Visitors at work within the reader's scope.</param>
internal sealed class PlanGuards(DateOnly today, int reviewMonths, IReadOnlySet<Guid> working)
{
    /// <summary>A day further away is a slip of the pen, not a plan.</summary>
    private const int MostYears = 3;

    /// <param name="before">The newest version; null for a new plan.</param>
    public List<Refusal> Run(PlanDraft draft, PlanOpened? before)
    {
        var found = new List<Refusal>();
        var known = before?.Newest;
        Days(draft, known, found);
        if (!working.Contains(draft.Owner) && (draft.Act != HelpPlanAct.Changed || draft.Owner != known?.Row.OwnerId))
        {
            found.Add(Said("owner", "这位责任人不在岗，或不在本人的工作范围内", "请选别人", "Owner"));
        }

        foreach (var measure in draft.Measures)
        {
            var old = known?.Measures.FirstOrDefault(m => m.Row.Origin == measure.Origin)?.Row;
            Measure(measure, old, before?.Plan.MadeOn ?? draft.On, found);
        }

        return found;
    }

    private void Days(PlanDraft draft, VersionOpened? known, List<Refusal> found)
    {
        var last = today.AddMonths(reviewMonths);
        if (draft.On > today)
        {
            found.Add(Said("future", "日期在今天之后", "请填办理当天的日期", "On"));
        }

        if (draft.On < known?.Row.On)
        {
            found.Add(Said("early", $"早于上一次办理的 {known.Row.On:yyyy-MM-dd}", "请填那天或以后的日期", "On"));
        }

        if (draft.Act == HelpPlanAct.Changed && draft.ReviewOn == known!.Row.ReviewOn)
        {
            return;
        }

        if (draft.ReviewOn < today)
        {
            found.Add(Said("reviewPast", "下次复核在今天之前", "请填今天或以后的日期", "ReviewOn"));
        }
        else if (draft.ReviewOn > last)
        {
            found.Add(
                Said("reviewFar", $"下次复核晚于 {last:yyyy-MM-dd}", $"最迟 {reviewMonths} 个月内复核", "ReviewOn")
            );
        }
        else if (draft.Act == HelpPlanAct.Changed && draft.ReviewOn > known!.Row.ReviewOn)
        {
            found.Add(Said("postponed", "调整不能推迟复核", "复核过了请选“复核”，否则日期不变或提前", "ReviewOn"));
        }
    }

    private void Measure(MeasureDraft draft, HelpMeasure? old, DateOnly madeOn, List<Refusal> found)
    {
        var field = $"Lines[{draft.Line}].";
        if (draft.Visitor is { } visitor && visitor != old?.VisitorId && !working.Contains(visitor))
        {
            found.Add(Said("visitor", "这位探访人员不在岗，或不在本人的工作范围内", "请选别人", field + "Visitor"));
        }

        if (draft.By != old?.By && (draft.By < madeOn || draft.By > today.AddYears(MostYears)))
        {
            found.Add(
                draft.By < madeOn
                    ? Said("by", "期限早于方案的制定日期", "请核对日期", field + "By")
                    : Said("by", $"期限在 {MostYears} 年以后", "请核对日期；长期的措施写到下次复核为止", field + "By")
            );
        }

        if (draft.DoneOn is { } done && (done > today || done < madeOn))
        {
            found.Add(
                Said(
                    "done",
                    done > today ? "完成日期在今天之后" : "完成日期早于方案的制定日期",
                    "请核对日期",
                    field + "DoneOn"
                )
            );
        }
    }

    private static Refusal Said(string code, string reason, string remedy, string field) =>
        new("plan." + code, reason, remedy, "Form." + field);
}
