using System.Text.Json;

namespace Tanfang.Policy;

/// <summary>Reads a condition: an object with exactly one member.</summary>
internal sealed class ConditionReader(CategoryDictionary dictionary, ParameterScope scope)
{
    private static readonly Condition Never = new Condition.Any([]);

    public Condition Read(Place place)
    {
        if (!place.IsObject("category", "ageAtLeast", "rural", "situation", "setting", "all", "any", "not"))
        {
            return Never;
        }
        var members = place.Element.EnumerateObject().ToList();
        if (members.Count != 1)
        {
            place.Wrong("一个条件只能有一个字段");
            return Never;
        }
        var value = place[members[0].Name];
        return members[0].Name switch
        {
            "category" => ReadCategory(value),
            "ageAtLeast" => new Condition.AgeAtLeast(scope.Number(value, 0)),
            "rural" => ReadRural(place, value),
            "situation" => ReadSituation(value),
            "setting" => new Condition.Setting(scope.Setting(value, false)),
            "all" => new Condition.All(value.Items().ConvertAll(Read)),
            "any" => new Condition.Any(value.Items().ConvertAll(Read)),
            "not" => new Condition.Not(Read(value)),
            _ => Never,
        };
    }

    private Condition.AnyCategory ReadCategory(Place value)
    {
        var keys = new List<string>();
        foreach (var (place, key) in scope.Keys(value))
        {
            if (dictionary.Knows(key))
            {
                keys.Add(key);
            }
            else
            {
                place.Wrong($"不认识的类别“{key}”");
            }
        }
        return new Condition.AnyCategory(keys, dictionary.SetOf(keys));
    }

    private Condition.LivesRurally ReadRural(Place place, Place value)
    {
        if (value.Element.ValueKind != JsonValueKind.True)
        {
            value.Wrong("只能写 true；相反的条件用 not");
        }
        var whenUnknown = scope.Find("ruralWhenUnknown")?.Value.Setting;
        if (whenUnknown is null)
        {
            place.Wrong("没有是非参数“ruralWhenUnknown”");
        }
        return new Condition.LivesRurally(whenUnknown ?? true);
    }

    private Condition ReadSituation(Place value)
    {
        var kind = value.Text();
        if (!dictionary.KnowsSituation(kind))
        {
            value.Wrong($"不认识的特殊时段“{kind}”");
            return Never;
        }
        return new Condition.SituationOpen(kind, dictionary.SituationBit(kind));
    }
}
