using System.Globalization;

namespace Tanfang.Policy;

/// <summary>The history behind FACTS.json: everything was always so, and always known.</summary>
internal static class TrivialHistory
{
    public static ElderHistory Of(ElderFacts facts, CategoryDictionary dictionary)
    {
        var (ever, known) = (DateOnly.MinValue, DateTimeOffset.MinValue);
        var history = new List<Fact>
        {
            Fact.Enrolled(facts.EnrolledOn, known),
            Fact.Residence(ever, facts.Division, facts.Rural, known),
            Fact.Wishes(ever, facts.Consent, known),
            Fact.SetCadence(ever, facts.Individual, known),
        };
        var problems = new List<PolicyProblem>();
        foreach (var category in facts.Categories)
        {
            if (!dictionary.Knows(category))
            {
                problems.Add(new("facts", "categories", $"不认识的类别“{category}”"));
            }
            history.Add(Fact.Gained(ever, category, known));
        }
        var situations = new List<Situation>();
        foreach (var fact in facts.Situations)
        {
            if (!dictionary.KnowsSituation(fact.Kind))
            {
                problems.Add(new("facts", "situations", $"不认识的特殊时段“{fact.Kind}”"));
            }
            var id = string.Create(
                CultureInfo.InvariantCulture,
                $"{fact.Kind}-{fact.Division}-{fact.From:yyyy-MM-dd}-{situations.Count}"
            );
            situations.Add(new(id, fact.Kind, fact.Division, fact.From, fact.Until, known));
        }
        return problems.Count == 0
            ? new ElderHistory(facts.BirthDate, history, situations)
            : throw new PolicyFormatException(problems);
    }
}
