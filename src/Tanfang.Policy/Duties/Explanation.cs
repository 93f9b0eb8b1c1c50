namespace Tanfang.Policy;

/// <summary>A duty (义务) of one person on one day: the rule, its period, and why. Shape: contracts.md.</summary>
/// <param name="Rule">packId/ruleKey.</param>
/// <param name="Kind">Cadence, extra, immediate or attention.</param>
/// <param name="Tier">key, general, …; null when the group has no tiers.</param>
/// <param name="Cadence">How often; null for immediate and attention.</param>
/// <param name="Modes">Ways that fulfil it on this day; on site always does, also when not named.</param>
/// <param name="Period">The period in which it is due; null for immediate and attention.</param>
/// <param name="FirstPeriodShort">True when it starts inside its period with at least half of the days left.</param>
/// <param name="Citation">The document's words.</param>
/// <param name="Reading">Our answers to what the document leaves open; null when none was used.</param>
/// <param name="Because">The first sufficient ground, in the reader's words.</param>
/// <param name="Substitution">Set when modes were widened on this day.</param>
public sealed record Duty(
    string Rule,
    RuleKind Kind,
    string? Tier,
    Cadence? Cadence,
    Modes Modes,
    DayRange? Period,
    bool FirstPeriodShort,
    Citation Citation,
    string? Reading,
    IReadOnlyList<string> Because,
    SubstitutionApplied? Substitution
)
{
    /// <summary>The last day on which it can be done; null for immediate and attention.</summary>
    public DateOnly? DueOn => Period?.LastDay;
}

/// <summary>Modes widened on a day (封控期间远程代替); reported apart, never in the on-site figure.</summary>
/// <param name="Citation">The document's words.</param>
/// <param name="Reading">Our reading, when one was used.</param>
public sealed record SubstitutionApplied(Citation Citation, string? Reading);

/// <summary>The answer for one person and one day.</summary>
/// <param name="Enrolled">Some pack counts this person, whatever the consent.</param>
/// <param name="Duties">Nation before province, city, county; within a pack in the order of its file.</param>
/// <param name="Notes">In Chinese, for a reader: what was considered and why it does not apply.</param>
public sealed record Explanation(bool Enrolled, IReadOnlyList<Duty> Duties, IReadOnlyList<string> Notes);
