namespace Tanfang.Policy;

/// <summary>Everything known of one elder up to now, epoch by epoch, with the rules that could ever concern the elder.</summary>
internal sealed class Knowledge
{
    private Knowledge(PolicySet policies, DateTimeOffset now, DayRange span) =>
        (Policies, Now, Span) = (policies, now, span);

    public PolicySet Policies { get; }

    public DateTimeOffset Now { get; }

    /// <summary>Periods that share a day with it are derived: from the first day of interest through today.</summary>
    public DayRange Span { get; }

    public List<CompiledRule> Rules { get; } = [];

    /// <summary>In order of time; empty when nothing is known yet.</summary>
    public List<Epoch> Epochs { get; } = [];

    /// <param name="policies">The packs.</param>
    /// <param name="elder">The elder.</param>
    /// <param name="earliest">Periods before this day are of no interest; null: everything.</param>
    /// <param name="now">The instant up to which things are known.</param>
    public static Knowledge Of(PolicySet policies, ElderHistory elder, DateOnly? earliest, DateTimeOffset now)
    {
        var records = new ElderRecords(elder);
        var instants = records.Instants(now);
        var tomorrow = ChinaTime.DayOf(now).AddDays(1);
        if (instants.Count == 0 || records.FirstEnrolled is not { } enrolled)
        {
            return new Knowledge(policies, now, new(tomorrow, tomorrow));
        }
        // What ended before anything was known opens nothing.
        var first = Later(earliest ?? DateOnly.MinValue, Later(enrolled, ChinaTime.DayOf(instants[0])));
        var knowledge = new Knowledge(policies, now, new(first, tomorrow));
        if (first >= tomorrow)
        {
            return knowledge;
        }
        knowledge.FindRules(records);
        var horizon = Horizon(records, first, tomorrow, now);
        var start = ChinaTime.Midnight(horizon.From);
        for (var i = 0; i < instants.Count; i++)
        {
            if (i + 1 == instants.Count || instants[i + 1] > start)
            {
                var timeline = Timeline.Build(policies, records, instants[i], horizon);
                knowledge.Epochs.Add(new Epoch(policies, instants[i], timeline, knowledge.Rules));
            }
        }
        return knowledge;
    }

    /// <summary>What was known at an instant not before the first epoch.</summary>
    public Epoch EpochAt(DateTimeOffset instant)
    {
        var i = Epochs.Count - 1;
        while (i > 0 && Epochs[i].At > instant)
        {
            i--;
        }
        return Epochs[i];
    }

    private void FindRules(ElderRecords records)
    {
        var packs = new List<PackRules>();
        foreach (var fact in records.Facts)
        {
            if (fact.Kind == FactKind.Residence)
            {
                Policies.Covering(fact.Division!, packs);
            }
        }
        foreach (var pack in packs.Distinct())
        {
            Rules.AddRange(pack.Rules.Where(r => r.Rule.Kind is RuleKind.Cadence or RuleKind.Extra));
        }
        Rules.Sort((a, b) => a.Order.CompareTo(b.Order));
    }

    /// <summary>
    /// Back to the quarter's beginning, so that a period of interest is seen from its first day, and to the first day
    /// of situations that run into it; ahead past every period that holds today.
    /// </summary>
    private static DayRange Horizon(ElderRecords records, DateOnly first, DateOnly tomorrow, DateTimeOffset now)
    {
        var from = Periods.Containing(Every.Quarter, first.AddDays(-14)).From;
        var situations = records.SituationsKnown(now, tomorrow);
        for (var i = situations.Count - 1; i >= 0; i--)
        {
            from = situations[i].Days.Until >= from && situations[i].From < from ? situations[i].From : from;
        }
        return new(from, tomorrow.AddDays(120));
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
