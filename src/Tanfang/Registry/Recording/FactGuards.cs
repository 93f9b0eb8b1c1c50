using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Registry.Recording;

/// <summary>What stands in the way of a dated fact: asked in the order in which a reader would ask.</summary>
internal sealed class FactGuards(Elder elder, IReadOnlyList<ElderFact> facts, RegistryWords words, DateOnly today)
{
    private const int LongestSource = 60;

    public Refusal? Run(NewFact fact) => Day(fact) ?? OfKind(fact, ElderNow.On(facts, fact.On!.Value));

    private Refusal? Day(NewFact fact) =>
        fact.On is not { } on ? No("day", "没有填日期", "请填写从哪一天起", "On")
        : on > today ? No("future", "日期在今天之后", "请到当天再登记，或核对年份", "On")
        : on < elder.BirthDate ? No("beforeBirth", $"日期早于出生日期 {elder.BirthDate:yyyy-MM-dd}", "请核对年份", "On")
        : fact.Source?.Length > LongestSource ? No("long", $"来源超过 {LongestSource} 个字", "请缩短", "Source")
        : null;

    private Refusal? OfKind(NewFact fact, ElderOn then) =>
        fact.Kind switch
        {
            // What happens to somebody who has left is told by first taking them back.
            not (FactKind.Enrolled or FactKind.Left) when then.Left is { } left => No(
                "left",
                $"{left.On:yyyy-MM-dd} 已离开台账",
                "请先“重新纳入”，或核对日期",
                "On"
            ),
            FactKind.CategoryGained => Gained(fact, then),
            FactKind.CategoryLost => !words.Knows(fact.Key ?? "") ? UnknownCategory
            : !then.Categories.ContainsKey(fact.Key!)
                ? No("notHeld", $"当天没有登记{words.Name(fact.Key!)}", "请核对日期", "On")
            : null,
            FactKind.Consent => Consent(fact),
            FactKind.Residence => Residence(fact, then),
            FactKind.HospitalFrom => then.Hospital is null
                ? null
                : No("inHospital", "当天已在住院", "请先登记出院", "On"),
            FactKind.HospitalUntil => then.Hospital is not null
                ? null
                : No("notInHospital", "当天没有住院记录", "请核对日期，或先登记住院", "On"),
            FactKind.Left => Left(fact, then),
            FactKind.Enrolled => then.Enrolled ? No("enrolled", "当天本来就在台账里", "请核对日期", "On") : null,
            _ => null,
        };

    private static Refusal UnknownCategory => No("category", "没有选类别", "请从列表中选择", "Key");

    private Refusal? Gained(NewFact fact, ElderOn then)
    {
        if (!words.Knows(fact.Key ?? ""))
        {
            return UnknownCategory;
        }

        if (fact.AssessedOn > today)
        {
            return No("future", "评估日期在今天之后", "请核对年份", "AssessedOn");
        }

        if (fact.AssessmentValidUntil <= fact.AssessedOn)
        {
            return No("assessment", "评估有效期早于评估日期", "请核对两个日期", "AssessmentValidUntil");
        }

        if (fact.AssessedOn is null && (fact.AssessmentResult ?? fact.Assessor) is not null)
        {
            return No("assessment", "填了评估，没有填评估日期", "请填写评估日期", "AssessedOn");
        }

        var said = then.Categories.GetValueOrDefault(fact.Key!);
        return said is not null && fact.AssessedOn is null && said.Source == fact.Source
            ? No("held", $"{said.On:yyyy-MM-dd} 起已登记{words.Name(fact.Key!)}", "要补登评估请填写评估日期", "Key")
            : null;
    }

    private static Refusal? Consent(NewFact fact) =>
        fact.Key is not ("willing" or "refused" or "notAsked") ? No("consent", "没有选意愿", "请选择愿意或拒绝", "Key")
        : fact.Key != "notAsked" && string.IsNullOrWhiteSpace(fact.GivenBy)
            ? No("consentBy", "没有写是谁表示的", "请填写本人、配偶、子女等", "GivenBy")
        : null;

    private static Refusal? Residence(NewFact fact, ElderOn then) =>
        fact.DivisionId is null ? No("home", "没有选新的居住地", "请选到村、社区或嘎查", "Division")
        : then.Residence is { } home && home.DivisionId == fact.DivisionId && home.Rural == fact.Rural
            ? No("sameHome", "当天本来就住在这里", "请核对居住地和日期", "Division")
        : null;

    private static Refusal? Left(NewFact fact, ElderOn then) =>
        fact.Key is not ("died" or "moved" or "institution" or "other")
            ? No("reason", "没有选原因", "请选择离开的原因", "Key")
        : then.Left is { } left ? No("left", $"{left.On:yyyy-MM-dd} 已离开台账", "不必重复登记", "On")
        : then.EnrolledOn is { } enrolled && fact.On < enrolled
            ? No("beforeEnrolment", $"日期早于纳入日期 {enrolled:yyyy-MM-dd}", "请核对日期", "On")
        : !then.Enrolled ? No("notEnrolled", "当天还没有纳入台账", "请核对日期", "On")
        : null;

    private static Refusal No(string code, string reason, string remedy, string field) =>
        new($"fact.{code}", reason, remedy, field);
}
