using Tanfang.Care;
using Tanfang.Policy;

namespace Tanfang.Visits.Form;

/// <summary>Sections five and six of the form as recorded: the boxes as ticked, not as resolved.</summary>
internal static class RecordWords
{
    public static FormVisit Of(Visit visit, VisitWords? words)
    {
        var answers = StatusAnswers.Parse(visit.Answers);
        var needs = visit.Needs.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(VisitForm.Needs.LabelOf);
        var signed = Signing.Name(words?.Signatures, "visitor") ?? visit.Visitors;
        return new FormVisit
        {
            Ordinal = visit.Ordinal,
            HappenedOn = visit.HappenedOn,
            Mode = ModeCodes.Of(visit.Mode),
            Channel =
                visit.Mode == Modes.Remote
                    ? VisitForm.Mode.LabelOf("remote")
                    : VisitForm.Channel.LabelOf(words?.Channel),
            Family = answers.Family?.Tick,
            FamilyBy = answers.Family is { Tick: "more" or "fewer" } family ? family.By : null,
            Expression = answers.Expression?.Tick,
            Movement = answers.Movement?.Tick,
            Illness = answers.Illness?.Tick,
            IllnessName = words?.IllnessName,
            Mood = answers.Mood?.Tick,
            Gas = visit.Gas,
            Water = visit.Water,
            Electricity = visit.Electricity,
            PersonalHygiene = answers.PersonalHygiene?.Tick,
            HomeHygiene = answers.HomeHygiene?.Tick,
            Room = answers.Room?.Tick,
            Needs = Words(string.Join("、", needs.Append(words?.Needs).Where(n => !string.IsNullOrEmpty(n)))),
            Suggestion = words?.Suggestion,
            SignedByVisitor = Words(signed),
            VisitorSignatures = Signing.Pictures(words?.Signatures, "visitor"),
            SignedByElder = Signing.Name(words?.Signatures, "elder"),
            ElderSignatures = Signing.Pictures(words?.Signatures, "elder"),
            SignedByDesk = Signing.Name(words?.Signatures, "desk"),
            SignedOn = visit.HappenedOn,
        };
    }

    public static FormCare Of(CareAct act, string what, string? satisfaction) =>
        new()
        {
            Ordinal = act.Ordinal,
            HappenedOn = act.HappenedOn,
            What = what,
            SignedBy = act.ServedBy,
            SignedOn = act.HappenedOn,
            Satisfaction = satisfaction,
        };

    private static string? Words(string text) => text.Length > 0 ? text : null;
}
