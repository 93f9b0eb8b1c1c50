using Tanfang.Policy;

namespace Tanfang.Registry;

/// <summary>What the file knew of an elder on one day: the fold of the facts, the same that Tanfang.Policy makes.</summary>
public sealed record ElderOn
{
    /// <summary>In the register on that day.</summary>
    public bool Enrolled { get; init; }

    /// <summary>First day of the present (or last) stay in the register.</summary>
    public DateOnly? EnrolledOn { get; init; }

    /// <summary>The day of leaving; null while in the register.</summary>
    public ElderFact? Left { get; init; }

    public ElderFact? Residence { get; init; }

    /// <summary>Consent as last given; null = never asked.</summary>
    public ElderFact? Consent { get; init; }

    /// <summary>In hospital since; null when at home.</summary>
    public ElderFact? Hospital { get; init; }

    /// <summary>The cadence set for this person; null when none is.</summary>
    public ElderFact? Cadence { get; init; }

    /// <summary>Categories held, each by the fact that says so last.</summary>
    public IReadOnlyDictionary<string, ElderFact> Categories { get; init; } = new Dictionary<string, ElderFact>();
}

/// <summary>The one place that turns dated facts into a state: for lists (the "now" columns) and for any past day.</summary>
public static class ElderNow
{
    /// <summary>The order in which facts speak; of those of one day the one recorded last has the last word.</summary>
    public static IEnumerable<ElderFact> InOrder(IEnumerable<ElderFact> facts) =>
        facts.OrderBy(f => f.On).ThenBy(f => f.RecordedAt).ThenBy(f => f.Kind).ThenBy(f => f.Id);

    /// <summary>The state on a day, as known at an instant (as known now when left out).</summary>
    public static ElderOn On(IEnumerable<ElderFact> facts, DateOnly day, DateTimeOffset? knownAt = null)
    {
        var state = new ElderOn();
        var categories = new SortedDictionary<string, ElderFact>(StringComparer.Ordinal);
        foreach (var fact in InOrder(facts.Where(f => f.On <= day && (knownAt is null || f.RecordedAt <= knownAt))))
        {
            switch (fact.Kind)
            {
                case FactKind.CategoryGained:
                    categories[fact.Key!] = fact;
                    break;
                case FactKind.CategoryLost:
                    categories.Remove(fact.Key!);
                    break;
                default:
                    state = Then(state, fact);
                    break;
            }
        }

        return state with
        {
            Categories = categories,
        };
    }

    /// <summary>Brings the "now" columns in step with the facts. Everybody who adds a fact calls it, in the same save.</summary>
    public static void Fold(Elder elder, IEnumerable<ElderFact> facts, DateOnly today)
    {
        var now = On(facts, today);
        elder.HomeId = now.Residence?.DivisionId ?? elder.HomeId;
        elder.Rural = now.Residence is { } home ? home.Rural : elder.Rural;
        elder.CategoriesNow = now.Categories.Count == 0 ? "" : $"|{string.Join('|', now.Categories.Keys)}|";
        elder.ConsentNow = ConsentOf(now.Consent?.Key);
        elder.EnrolledOn = now.EnrolledOn ?? elder.EnrolledOn;
        elder.LeftOn = now.Left?.On;
        elder.LeftReason = now.Left?.Key;
    }

    public static ConsentState ConsentOf(string? key) =>
        key switch
        {
            "willing" => ConsentState.Willing,
            "refused" => ConsentState.Refused,
            _ => ConsentState.NotAsked,
        };

    private static ElderOn Then(ElderOn state, ElderFact fact) =>
        fact.Kind switch
        {
            // Enrolled once more while in the register says nothing new: the stay goes on.
            FactKind.Enrolled => state with
            {
                Enrolled = true,
                EnrolledOn = state.Enrolled ? state.EnrolledOn : fact.On,
                Left = null,
            },
            FactKind.Left => state with { Enrolled = false, Left = fact },
            FactKind.Residence => state with { Residence = fact },
            FactKind.Consent => state with { Consent = fact },
            FactKind.HospitalFrom => state with { Hospital = fact },
            FactKind.HospitalUntil => state with { Hospital = null },
            FactKind.IndividualCadence => state with { Cadence = string.IsNullOrEmpty(fact.Key) ? null : fact },
            _ => state,
        };
}
