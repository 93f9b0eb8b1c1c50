using Tanfang.Policy;

namespace Tanfang.Policies.Explaining;

/// <summary>An explanation as lines for a reader at a terminal.</summary>
internal static class ExplainInWords
{
    public static IEnumerable<string> Lines(Explanation answer)
    {
        yield return answer.Enrolled ? "在册" : "不在册";
        foreach (var duty in answer.Duties)
        {
            var when = duty.Period is { } period ? $"，{period.From:yyyy-MM-dd} 至 {period.LastDay:yyyy-MM-dd}" : "";
            yield return $"  {PolicyWords.HowOften(duty.Kind, duty.Cadence)}{when}，{PolicyWords.Ways(duty.Modes)}（{string.Join('、', duty.Because)}）";
            yield return $"    {duty.Citation.Document} {duty.Citation.Section}：“{duty.Citation.Quote}”";
            if (duty.Reading is { } reading)
            {
                yield return $"    {reading}";
            }
        }

        foreach (var note in answer.Notes)
        {
            yield return $"  注：{note}";
        }
    }
}
