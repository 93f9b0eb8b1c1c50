using Tanfang.Shared;

namespace Tanfang.Care.Planning;

/// <summary>From what was typed to a draft: every box by itself. Whether it makes sense is for <see cref="PlanGuards"/>.</summary>
internal static class ReadPlanForm
{
    public const int LongestMeasure = 500;
    public const int LongestBody = 60;
    public const int LongestWords = 1000;

    public static Result<PlanDraft> Run(PlanForm form, bool isNew)
    {
        var refusals = new List<Refusal>();
        var read = new FieldReader(refusals);
        if (!Guid.TryParse(form.Id, out var id) || id == Guid.Empty)
        {
            return PlanDraft.Form;
        }

        var act =
            isNew ? HelpPlanAct.Made
            : form.Act == "reviewed" ? HelpPlanAct.Reviewed
            : form.Act == "changed" ? HelpPlanAct.Changed
            : read.Refuse<HelpPlanAct?>("Form.Act", "没有选是复核还是调整", "请选择一项");
        var owner = read.Id(form.Owner, "Form.Owner", "责任人", required: true);
        var on = read.Day(form.On, "Form.On", isNew ? "制定日期" : "日期", required: true);
        var review = read.Day(form.ReviewOn, "Form.ReviewOn", "下次复核日期", required: true);
        var words = read.Text(form.Words, "Form.Words", "说明", LongestWords);
        var measures = Measures(form.Lines, read);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        return new PlanDraft(id, act!.Value, on!.Value, owner!.Value, review!.Value, words, measures);
    }

    private static List<MeasureDraft> Measures(List<PlanLine> lines, FieldReader read)
    {
        var measures = new List<MeasureDraft>();
        var kept = lines.Select((line, at) => (line, at)).Where(x => !x.line.Remove && !x.line.IsEmpty).ToList();
        if (kept.Count is 0 or > PlanForm.MostMeasures)
        {
            read.Refuse<string>(
                "Form.Lines[0].What",
                kept.Count == 0 ? "一项措施也没有" : $"措施超过 {PlanForm.MostMeasures} 项",
                kept.Count == 0 ? "方案至少写一项措施；不再帮扶的请结束方案" : "请合并相近的措施"
            );
            return measures;
        }

        foreach (var (line, at) in kept)
        {
            var field = $"Form.Lines[{at}].";
            var kind = HelpKinds.Shipped.Knows(line.Kind ?? "")
                ? line.Kind
                : read.Refuse<string>(field + "Kind", "没有选帮扶类别", "请从名单中选择");
            var what = read.Text(line.What, field + "What", "措施", LongestMeasure, required: true);
            var visitor = read.Id(line.Visitor, field + "Visitor", "由谁办");
            var body = read.Text(line.Body, field + "Body", "单位、其他人", LongestBody);
            if (visitor is null == body is null)
            {
                var both = visitor is not null;
                read.Refuse<string>(
                    field + (both ? "Body" : "Visitor"),
                    both ? "由谁办填了两处" : "没有填由谁办",
                    "选一位探访人员，或写一个单位、其他人"
                );
            }

            var by = read.Day(line.By, field + "By", "期限", required: true);
            var done = read.Day(line.DoneOn, field + "DoneOn", "完成日期");
            var origin = Guid.TryParse(line.Origin, out var known) ? known : (Guid?)null;
            measures.Add(new MeasureDraft(at, origin, kind ?? "", what ?? "", visitor, body, by ?? default, done));
        }

        return measures;
    }
}
