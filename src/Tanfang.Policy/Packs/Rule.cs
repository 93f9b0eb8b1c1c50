namespace Tanfang.Policy;

/// <summary>What kind of duty a rule gives.</summary>
public enum RuleKind
{
    /// <summary>So many visits in each period.</summary>
    Cadence,

    /// <summary>Extra visits in the windows of a situation.</summary>
    Extra,

    /// <summary>At once: a clock from discovery. Not in the ledger.</summary>
    Immediate,

    /// <summary>A duty without a number: shown, never counted, never overdue.</summary>
    Attention,
}

/// <summary>A sufficient reason for belonging to a group or a tier.</summary>
/// <param name="Name">The reader's word, e.g. 高龄独居.</param>
/// <param name="When">When it holds.</param>
/// <param name="Readings">Parameters whose answer is used by it.</param>
public sealed record Ground(string Name, Condition When, IReadOnlyList<Parameter> Readings);

/// <summary>The people whom a document counts (对象).</summary>
/// <param name="Key">Unique in its pack.</param>
/// <param name="Name">The reader's word.</param>
/// <param name="Who">The document's words for it.</param>
/// <param name="Grounds">Each is sufficient; the first that holds is given as the reason.</param>
public sealed record TargetGroup(string Key, string Name, Citation Who, IReadOnlyList<Ground> Grounds);

/// <summary>When an extra rule is in force.</summary>
/// <param name="Situation">Key of a situation kind, or null for festivals.</param>
/// <param name="Festivals">Festivals, or null for a situation.</param>
/// <param name="DaysBefore">Days before the festival or the situation's first day that belong to the window.</param>
/// <param name="DaysAfter">Days after the festival or the situation's last day that belong to the window.</param>
/// <param name="OpenDays">Days after which the window of a situation without a known end closes.</param>
public sealed record Window(
    string? Situation,
    IReadOnlyList<Festival>? Festivals,
    int DaysBefore,
    int DaysAfter,
    int OpenDays
);

/// <summary>One rule of a document.</summary>
/// <param name="Id">packId/ruleKey.</param>
/// <param name="Name">The reader's word, e.g. 重点探访.</param>
/// <param name="Kind">Cadence, extra, immediate or attention.</param>
/// <param name="Tier">Tier within its group (e.g. key, general), or null. Tiers of a group are exclusive.</param>
/// <param name="Group">The people it is for.</param>
/// <param name="Grounds">Narrows the group; empty: the whole group.</param>
/// <param name="Cadence">How often; null for immediate, attention and individual rules.</param>
/// <param name="Modes">Ways the document names. On site always fulfils, also when not named.</param>
/// <param name="Windows">When an extra rule is in force; empty otherwise.</param>
/// <param name="MonthlyRate">True when the monthly visit rate (月探访率) counts it.</param>
/// <param name="Individual">True when the cadence comes from the elder's file (民发〔2022〕73号 二（四）).</param>
/// <param name="GoalBy">The last day by which the document wanted it reached, when it is a dated goal.</param>
/// <param name="Duty">The document's words for the duty.</param>
/// <param name="Further">Other words of the document that the rule rests on (who, which modes).</param>
/// <param name="Readings">Parameters whose answer is always used by it.</param>
public sealed record Rule(
    string Id,
    string Name,
    RuleKind Kind,
    string? Tier,
    TargetGroup Group,
    IReadOnlyList<Ground> Grounds,
    Cadence? Cadence,
    Modes Modes,
    IReadOnlyList<Window> Windows,
    bool MonthlyRate,
    bool Individual,
    DateOnly? GoalBy,
    Citation Duty,
    IReadOnlyList<Citation> Further,
    IReadOnlyList<Parameter> Readings
);

/// <summary>In a situation, further modes also fulfil; they widen modes, never counts (民发〔2022〕73号 二（五）).</summary>
/// <param name="Situation">Key of the situation kind.</param>
/// <param name="Accepts">The modes that also fulfil on its days.</param>
/// <param name="Citation">The document's words.</param>
/// <param name="Readings">Parameters whose answer is used by it.</param>
public sealed record Substitution(
    string Situation,
    Modes Accepts,
    Citation Citation,
    IReadOnlyList<Parameter> Readings
);
