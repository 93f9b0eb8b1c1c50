namespace Tanfang.Policy;

/// <summary>How an occurrence of a rule concerns a person.</summary>
internal enum Concern
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>The duty began with too few days left.</summary>
    NotYetDue,

    /// <summary>It is due.</summary>
    Due,
}

/// <summary>What an occurrence asks of a person.</summary>
/// <param name="Concern">Whether it does.</param>
/// <param name="From">The first day that counts: the occurrence's, or the beginning of the duty in it.</param>
/// <param name="Short">True when the duty begins inside, with enough days left.</param>
/// <param name="Cadence">How often.</param>
/// <param name="Modes">Ways the document names.</param>
internal readonly record struct DueReading(Concern Concern, DateOnly From, bool Short, Cadence Cadence, Modes Modes)
{
    /// <param name="days">The rule's days.</param>
    /// <param name="occurrence">The occurrence.</param>
    /// <param name="on">The day on which the duty must hold: for the ledger the occurrence's last one.</param>
    /// <param name="percent">Reading `newInPeriodPercent`.</param>
    public static DueReading Of(RuleDays days, in Occurrence occurrence, DateOnly on, int percent)
    {
        var rule = days.Rule.Rule;
        if (days.DutyOn(on) is not { } range || occurrence.Days.IsEmpty)
        {
            return default;
        }
        // An individual cadence by the month asks nothing of a week, and the other way round.
        if (range.Individual is { } own && Words.Of(Words.Everies, own.Cadence.Every) != occurrence.Occasion)
        {
            return default;
        }
        var cadence = range.Individual?.Cadence ?? rule.Cadence!.Value;
        var modes = range.Individual?.Modes ?? rule.Modes;
        var begins = range.Days.From;
        if (begins <= occurrence.Days.From)
        {
            return new(Concern.Due, occurrence.Days.From, false, cadence, modes);
        }
        var left = occurrence.Days.Until.DayNumber - begins.DayNumber;
        var enough = left * 100 >= percent * occurrence.Days.Days;
        return new(enough ? Concern.Due : Concern.NotYetDue, begins, enough, cadence, modes);
    }
}
