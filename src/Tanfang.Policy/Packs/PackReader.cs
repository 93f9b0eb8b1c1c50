namespace Tanfang.Policy;

/// <summary>Reads one policies/*.json. What is wrong is added to the problems; the pack is then not to be used.</summary>
internal sealed class PackReader
{
    private readonly CategoryDictionary _dictionary;
    private readonly ParameterScope _scope;
    private readonly ConditionReader _conditions;
    private readonly Place _root;
    private readonly string _document;

    private PackReader(
        Place root,
        CategoryDictionary dictionary,
        IReadOnlyList<Parameter> own,
        IReadOnlyList<Parameter> readings
    )
    {
        (_root, _dictionary) = (root, dictionary);
        _scope = new ParameterScope(own, readings);
        _conditions = new ConditionReader(dictionary, _scope);
        _document = root["document"]["number"].OptionalText() ?? root["document"]["title"].Text();
    }

    /// <summary>The pack and the keys of the parameters that it uses; null when the text is not an object.</summary>
    public static (PolicyPack Pack, IReadOnlySet<string> Used)? Read(
        PolicyText text,
        CategoryDictionary dictionary,
        IReadOnlyList<Parameter> readings,
        List<PolicyProblem> problems
    )
    {
        if (
            Place.Root(text, problems) is not { } root
            || !root.IsObject(
                "id",
                "document",
                "division",
                "validFrom",
                "validUntil",
                "voluntary",
                "parameters",
                "groups",
                "rules",
                "substitutions"
            )
        )
        {
            return null;
        }
        var own = ParameterReader.ReadAll(root["parameters"]);
        var reader = new PackReader(root, dictionary, own, readings);
        return (reader.ReadPack(own), reader._scope.Ever);
    }

    private PolicyPack ReadPack(IReadOnlyList<Parameter> own)
    {
        var id = _root["id"].Text();
        if (_root.File != $"{id}.json")
        {
            _root["id"].Wrong("应与文件名（不含 .json）一致");
        }
        var groups = _root["groups"].Items().ConvertAll(ReadGroup);
        DictionaryReader.Unique(_root["groups"], groups.ConvertAll(g => g.Key));
        var rules = new RuleReader(_scope, _conditions, _dictionary, Cite, groups).Read(_root["rules"], id);
        DictionaryReader.Unique(_root["rules"], rules.ConvertAll(r => r.Id));
        return new PolicyPack(
            id,
            ReadDocument(_root["document"]),
            ReadDivision(_root["division"]),
            new DayRange(_root["validFrom"].Day(), _root["validUntil"].OptionalDay() ?? DateOnly.MaxValue),
            own,
            groups,
            rules,
            _root["substitutions"].Items().ConvertAll(ReadSubstitution),
            _root["voluntary"].IsNull ? null : Cite(_root["voluntary"], known: true)
        );
    }

    private static PolicyDocument ReadDocument(Place place)
    {
        place.IsObject("title", "number", "issued", "source");
        return new(
            place["title"].Text(),
            place["number"].OptionalText(),
            place["issued"].Day(),
            place["source"].Text()
        );
    }

    private static string ReadDivision(Place place)
    {
        var division = place.IsText ? place.Element.GetString()! : "?";
        if (division.Length is not (0 or 2 or 4 or 6 or 9 or 12) || !division.All(char.IsAsciiDigit))
        {
            place.Wrong("应为 2、4、6、9 或 12 位区划代码，全国为空");
            return "";
        }
        return division;
    }

    private TargetGroup ReadGroup(Place place)
    {
        place.IsObject("key", "name", "who", "grounds");
        var grounds = place["grounds"].Items().ConvertAll(g => ReadGround(g, _scope, _conditions));
        if (grounds.Count == 0)
        {
            place["grounds"].Wrong("至少要有一条理由");
        }
        return new(place["key"].Text(), place["name"].Text(), Cite(place["who"], known: true), grounds);
    }

    internal static Ground ReadGround(Place place, ParameterScope scope, ConditionReader conditions)
    {
        place.IsObject("name", "when", "readings");
        var when = conditions.Read(place["when"]);
        scope.Name(place["readings"]);
        return new(place["name"].Text(), when, scope.TakeUsed());
    }

    private Substitution ReadSubstitution(Place place)
    {
        place.IsObject("situation", "accepts", "section", "quote", "readings");
        var kind = place["situation"].Text();
        if (!_dictionary.KnowsSituation(kind))
        {
            place["situation"].Wrong($"不认识的特殊时段“{kind}”");
        }
        var accepts = RuleReader.ReadModes(place["accepts"], _scope);
        _scope.Name(place["readings"]);
        return new(kind, accepts, Cite(place, known: false), _scope.TakeUsed());
    }

    /// <param name="place">An object with section and quote.</param>
    /// <param name="known">True when it may hold nothing else.</param>
    private Citation Cite(Place place, bool known)
    {
        if (known)
        {
            place.IsObject("section", "quote");
        }
        return new(_document, place["section"].Text(), place["quote"].Text());
    }
}
