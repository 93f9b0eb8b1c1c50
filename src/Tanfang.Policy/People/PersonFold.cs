namespace Tanfang.Policy;

/// <summary>Folds facts, in order, to what is known of the person.</summary>
internal sealed class PersonFold(CategoryDictionary dictionary)
{
    // Several categories may imply the same one, so what is held is kept apart from what follows from it.
    private readonly List<string> _held = [];
    private PersonOn _person = new() { Division = "" };

    public void Add(Fact fact)
    {
        switch (fact.Kind)
        {
            case FactKind.Enrolled:
                _person = _person with { Enrolled = true, Left = null };
                break;
            case FactKind.Left:
                _person = _person with { Enrolled = false, Left = fact.Reason };
                break;
            case FactKind.Residence:
                _person = _person with { Division = fact.Division!, Rural = fact.Rural };
                break;
            case FactKind.CategoryGained:
                if (!_held.Contains(fact.Category!))
                {
                    _held.Add(fact.Category!);
                }
                break;
            case FactKind.CategoryLost:
                _held.Remove(fact.Category!);
                break;
            case FactKind.Consent:
                _person = _person with { Consent = fact.Wish!.Value };
                break;
            case FactKind.HospitalFrom:
                _person = _person with { InHospital = true };
                break;
            case FactKind.HospitalUntil:
                _person = _person with { InHospital = false };
                break;
            case FactKind.IndividualCadence:
                _person = _person with { Individual = fact.Individual };
                break;
        }
    }

    public PersonOn On(DateOnly day, DateOnly birthDate, List<Situation> situations, bool away)
    {
        var categories = default(CategorySet);
        foreach (var key in _held)
        {
            categories = categories.With(dictionary.WithImplied(key));
        }
        var open = 0u;
        foreach (var situation in situations)
        {
            if (
                situation.Days.Contains(day)
                && _person.Division.StartsWith(situation.Division, StringComparison.Ordinal)
            )
            {
                open |= dictionary.SituationBit(situation.Kind);
            }
        }
        return _person with
        {
            Age = Ages.On(birthDate, day),
            Categories = categories,
            Situations = open,
            Enrolled = _person.Enrolled && !away,
            Left = away ? LeaveReason.Merged : _person.Left,
        };
    }
}
