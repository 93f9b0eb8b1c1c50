using Tanfang.Policies;
using Tanfang.Policy;

namespace Tanfang.Obligations;

/// <summary>A rule of the ledger in the words of a reader; a rule that no pack has any more goes by its id.</summary>
public sealed class RuleWords(PolicySet policies)
{
    public PolicySet Policies => policies;

    public Rule? Find(string id) => policies.RuleOf(id);

    public string Name(string id) => Find(id)?.Name ?? id;

    /// <summary>长民发〔2023〕38号 重点探访，每周至少 1 次，上门.</summary>
    public string Sentence(string id) =>
        Find(id) is { } rule
            ? $"{rule.Duty.Document} {rule.Name}，{PolicyWords.HowOften(rule.Kind, rule.Cadence)}，{PolicyWords.Ways(rule.Modes)}"
            : id;

    /// <summary>Rules that open obligations, nation first.</summary>
    public IReadOnlyList<Rule> InLedger { get; } =
    [.. policies.Packs.SelectMany(p => p.Rules).Where(r => r.Kind is RuleKind.Cadence or RuleKind.Extra)];

    public static string State(ObligationState state) =>
        state switch
        {
            ObligationState.Due => "待访",
            ObligationState.Fulfilled => "已访",
            ObligationState.Missed => "未访",
            ObligationState.Excused => "免责",
            _ => "不再应访",
        };

    public static string Badge(ObligationState state) =>
        state switch
        {
            ObligationState.Due => "badge-due",
            ObligationState.Fulfilled => "badge-done",
            ObligationState.Missed => "badge-bad",
            _ => "badge-off",
        };
}
