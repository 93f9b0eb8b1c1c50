namespace Tanfang.Policy;

/// <summary>What FACTS.json held: one object or an array.</summary>
/// <param name="Elders">The people, in the order of the text.</param>
/// <param name="IsArray">True when the text was an array; the answer is then one, too.</param>
public sealed record FactsDocument(IReadOnlyList<ElderFacts> Elders, bool IsArray);

/// <summary>Reads FACTS.json (contracts.md).</summary>
public static class FactsJson
{
    /// <summary>Reads one object or an array of them.</summary>
    /// <param name="facts">The text with its file name.</param>
    /// <param name="policies">Whose dictionary knows the categories and situation kinds.</param>
    /// <param name="ruralOf">农村牧区 by division code, asked when `rural` is left out; null when it does not know.</param>
    /// <exception cref="PolicyFormatException">Names each place and reason: unknown keys, bad days, missing members.</exception>
    public static FactsDocument Parse(PolicyText facts, PolicySet policies, Func<string, bool?> ruralOf)
    {
        var problems = new List<PolicyProblem>();
        var document = new FactsDocument([], false);
        if (Place.Root(facts, problems) is { } root)
        {
            var elders = root.IsList ? root.Items() : [root];
            document = new FactsDocument(
                elders.ConvertAll(e => ReadElder(e, policies.Dictionary, ruralOf)),
                root.IsList
            );
        }
        return problems.Count == 0 ? document : throw new PolicyFormatException(problems);
    }

    private static ElderFacts ReadElder(Place place, CategoryDictionary dictionary, Func<string, bool?> ruralOf)
    {
        place.IsObject(
            "division",
            "rural",
            "birthDate",
            "enrolledOn",
            "categories",
            "consent",
            "situations",
            "individualCadence"
        );
        var division = ReadDivision(place["division"], mayBeNation: false);
        return new ElderFacts(
            division,
            place["rural"].IsNull ? ruralOf(division) : place["rural"].Flag(otherwise: false),
            place["birthDate"].Day(),
            place["enrolledOn"].Day(),
            place["categories"].Items().ConvertAll(c => ReadCategory(c, dictionary)),
            place["consent"].Choice(Words.Consents),
            place["situations"].Items().ConvertAll(s => ReadSituation(s, dictionary)),
            place["individualCadence"].IsNull ? null : ReadIndividual(place["individualCadence"])
        );
    }

    private static string ReadDivision(Place place, bool mayBeNation)
    {
        if (mayBeNation && place.IsText && place.Element.GetString()!.Length == 0)
        {
            return "";
        }
        var code = place.Text();
        if (code.Length is not (2 or 4 or 6 or 9 or 12) || !code.All(char.IsAsciiDigit))
        {
            place.Wrong("应为 2、4、6、9 或 12 位区划代码");
        }
        return code;
    }

    private static string ReadCategory(Place place, CategoryDictionary dictionary)
    {
        var key = place.Text();
        if (key.Length > 0 && !dictionary.Knows(key))
        {
            place.Wrong($"不认识的类别“{key}”");
        }
        return key;
    }

    private static SituationFact ReadSituation(Place place, CategoryDictionary dictionary)
    {
        place.IsObject("kind", "division", "from", "until");
        var kind = place["kind"].Text();
        if (kind.Length > 0 && !dictionary.KnowsSituation(kind))
        {
            place["kind"].Wrong($"不认识的特殊时段“{kind}”");
        }
        var (from, until) = (place["from"].Day(), place["until"].OptionalDay());
        if (until <= from)
        {
            place["until"].Wrong("应晚于 from");
        }
        return new(kind, ReadDivision(place["division"], mayBeNation: true), from, until);
    }

    private static IndividualCadence ReadIndividual(Place place)
    {
        place.IsObject("every", "atLeast", "modes");
        var every = place["every"].Choice(Words.Everies);
        if (every == Every.Situation)
        {
            place["every"].Wrong("个别频次须按日、周、月或季度");
        }
        var modes = place["modes"].IsNull
            ? Modes.Any
            : RuleReader.ReadModes(place["modes"], new ParameterScope([], []));
        return new(new Cadence(every, place["atLeast"].Whole(1)), modes);
    }
}
