namespace Tanfang.Policy;

/// <summary>All packs with the dictionary and the common readings: the law as this installation knows it. Immutable.</summary>
public sealed class PolicySet
{
    private static readonly int[] CodeLengths = [0, 2, 4, 6, 9, 12];

    private readonly Dictionary<string, PackRules[]> _byDivision;
    private readonly Dictionary<string, Rule> _rules;

    private PolicySet(
        CategoryDictionary dictionary,
        IReadOnlyList<Parameter> readings,
        IReadOnlyList<PolicyPack> packs,
        IReadOnlySet<string> used
    )
    {
        (Dictionary, Readings, UsedParameters) = (dictionary, readings, used);
        Packs = [.. packs.OrderBy(p => p.Division.Length).ThenBy(p => p.Id, StringComparer.Ordinal)];
        _byDivision = Packs
            .Select((pack, order) => new PackRules(pack, order))
            .GroupBy(p => p.Pack.Division)
            .ToDictionary(g => g.Key, g => g.ToArray());
        _rules = Packs.SelectMany(p => p.Rules).ToDictionary(r => r.Id);
        Engine = new EngineReadings(readings);
        Ages = [.. AgesOf(Packs).Append(Engine.ElderAge).Distinct().Order()];
        Validities = [.. Packs.SelectMany(p => new[] { p.Validity.From, p.Validity.Until }).Distinct().Order()];
    }

    /// <summary>The category dictionary.</summary>
    public CategoryDictionary Dictionary { get; }

    /// <summary>The common readings, in the order of their file.</summary>
    public IReadOnlyList<Parameter> Readings { get; }

    /// <summary>The packs: nation before province, city, county; then by id.</summary>
    public IReadOnlyList<PolicyPack> Packs { get; }

    internal EngineReadings Engine { get; }

    /// <summary>Ages at which some condition changes: their birthdays cut the calendar.</summary>
    internal IReadOnlyList<int> Ages { get; }

    /// <summary>Days on which some pack begins or ends to be in force.</summary>
    internal IReadOnlyList<DateOnly> Validities { get; }

    internal IReadOnlySet<string> UsedParameters { get; }

    /// <summary>The rule with this id (packId/ruleKey); null when no pack has it.</summary>
    public Rule? RuleOf(string id) => _rules.GetValueOrDefault(id);

    /// <summary>
    /// Reads the texts of data/dictionaries/categories.json, policies/readings.json and of every other policies/*.json.
    /// </summary>
    /// <exception cref="PolicyFormatException">Names each file, place and reason.</exception>
    public static PolicySet Parse(PolicyText dictionary, PolicyText readings, IReadOnlyList<PolicyText> packs)
    {
        var problems = new List<PolicyProblem>();
        var set = Parse(dictionary, readings, packs, problems);
        return problems.Count == 0 ? set! : throw new PolicyFormatException(problems);
    }

    /// <summary>The set, or null when it could not be built because of what was added to the problems.</summary>
    internal static PolicySet? Parse(
        PolicyText dictionary,
        PolicyText readings,
        IReadOnlyList<PolicyText> packs,
        List<PolicyProblem> problems
    )
    {
        var categories = DictionaryReader.Read(dictionary, problems);
        var parameters = ParameterReader.ReadReadings(readings, problems);
        EngineReadings.Require(parameters, readings.File, problems);
        var parsed = new List<PolicyPack>();
        var used = new HashSet<string>(EngineReadings.Keys.Concat(EngineReadings.OfficeKeys));
        foreach (var text in packs)
        {
            if (PackReader.Read(text, categories, parameters, problems) is not { } read)
            {
                continue;
            }
            parsed.Add(read.Pack);
            used.UnionWith(read.Used);
        }
        foreach (var twice in parsed.GroupBy(p => p.Id).Where(g => g.Count() > 1))
        {
            problems.Add(new(twice.Key + ".json", "id", "另有同名政策包"));
        }
        return problems.Count == 0 ? new PolicySet(categories, parameters, parsed, used) : null;
    }

    /// <summary>Adds the packs whose area holds <paramref name="division"/>, nation first.</summary>
    internal void Covering(string division, List<PackRules> packs)
    {
        var byPrefix = _byDivision.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var length in CodeLengths)
        {
            if (length <= division.Length && byPrefix.TryGetValue(division.AsSpan(0, length), out var found))
            {
                packs.AddRange(found);
            }
        }
    }

    private static IEnumerable<int> AgesOf(IEnumerable<PolicyPack> packs) =>
        packs
            .SelectMany(p => p.Groups.SelectMany(g => g.Grounds).Concat(p.Rules.SelectMany(r => r.Grounds)))
            .SelectMany(g => AgesOf(g.When));

    private static IEnumerable<int> AgesOf(Condition condition) =>
        condition switch
        {
            Condition.AgeAtLeast age => [age.Years],
            Condition.All all => all.Parts.SelectMany(AgesOf),
            Condition.Any any => any.Parts.SelectMany(AgesOf),
            Condition.Not not => AgesOf(not.Part),
            _ => [],
        };
}
