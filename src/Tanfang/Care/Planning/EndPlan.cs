using Tanfang.Shared;

namespace Tanfang.Care.Planning;

/// <summary>The form that ends a plan.</summary>
public sealed class EndForm
{
    public string? Id { get; set; }

    public int Number { get; set; }

    public string? Reason { get; set; }

    public string? On { get; set; }

    public string? Words { get; set; }
}

/// <summary>结束帮扶方案, with its reason, on the version that was shown. It stays readable with all its versions.</summary>
public sealed class EndPlan(ChangePlan change, TimeProvider clock)
{
    public Task<Result<Guid>> Run(
        Scope scope,
        Actor actor,
        Guid elderId,
        Guid planId,
        EndForm form,
        CancellationToken cancel
    ) =>
        change.Run(
            scope,
            actor,
            new PlanAct(elderId, planId, form.Number, form.Id),
            before => Task.FromResult(Read(form, before.Newest)),
            cancel
        );

    private Result<PlanDraft> Read(EndForm form, VersionOpened newest)
    {
        var refusals = new List<Refusal>();
        var read = new FieldReader(refusals);
        if (!Guid.TryParse(form.Id, out var id) || id == Guid.Empty)
        {
            return PlanDraft.Form;
        }

        if (!PlanWords.EndReasons.ContainsKey(form.Reason ?? ""))
        {
            read.Refuse<string>("Form.Reason", "没有选结束的原因", "请选择一项");
        }

        var on = read.Day(form.On, "Form.On", "结束日期", required: true);
        if (on > clock.Today() || on < newest.Row.On)
        {
            read.Refuse<string>(
                "Form.On",
                on > clock.Today() ? "结束日期在今天之后" : $"早于上一次办理的 {newest.Row.On:yyyy-MM-dd}",
                "请核对日期"
            );
        }

        var needed = form.Reason == PlanWords.OtherReason;
        var words = read.Text(form.Words, "Form.Words", "说明", ReadPlanForm.LongestWords, needed);
        return refusals.Count > 0
            ? refusals
            : ComparePlans.Draft(newest, id, HelpPlanAct.Ended, on!.Value, words) with
            {
                EndReason = form.Reason,
            };
    }
}
