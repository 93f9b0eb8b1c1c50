using Tanfang.Divisions;
using Tanfang.Obligations;
using Tanfang.Policies;
using Tanfang.Policy;

namespace Tanfang.Registry;

/// <summary>A dated fact as a sentence for the file's history.</summary>
public static class FactSentence
{
    public static string Of(ElderFact fact, RegistryWords words, IReadOnlyDictionary<int, NamedDivision> places) =>
        fact.Kind switch
        {
            FactKind.Enrolled => "纳入台账",
            FactKind.Left => $"离开台账：{RegistryWords.LeftBecause(fact.Key)}",
            FactKind.Residence => $"居住在{places.GetValueOrDefault(fact.DivisionId ?? 0)?.Path}{Rural(fact.Rural)}",
            FactKind.CategoryGained => $"属于{words.Name(fact.Key!)}{Assessment(fact)}",
            FactKind.CategoryLost => $"不再属于{words.Name(fact.Key!)}",
            FactKind.Consent => $"探访意愿：{RegistryWords.Of(ElderNow.ConsentOf(fact.Key))}{By(fact.GivenBy)}",
            FactKind.HospitalFrom => "住院",
            FactKind.HospitalUntil => "出院回家",
            FactKind.IndividualCadence => Cadence(fact.Key),
            _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.Kind, null),
        };

    private static string Cadence(string? key) =>
        OwnCadence.Parse(key) is { } own
            ? $"个人频次：{PolicyWords.HowOften(RuleKind.Cadence, own.Cadence)}，{PolicyWords.Ways(own.Modes)}"
            : "取消个人频次";

    private static string Rural(bool? rural) =>
        rural switch
        {
            true => "（农村牧区）",
            false => "（城镇）",
            null => "",
        };

    private static string Assessment(ElderFact fact) =>
        fact.AssessedOn is not { } on ? ""
        : fact.AssessmentValidUntil is { } until
            ? $"（评估：{fact.AssessmentResult}，{on:yyyy-MM-dd}，{fact.Assessor}，有效至 {until.AddDays(-1):yyyy-MM-dd}）"
        : $"（评估：{fact.AssessmentResult}，{on:yyyy-MM-dd}，{fact.Assessor}）";

    private static string By(string? who) => who is { Length: > 0 } ? $"（{who}答）" : "";
}
