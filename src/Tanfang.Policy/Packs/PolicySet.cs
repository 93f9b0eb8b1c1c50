namespace Tanfang.Policy;

/// <summary>All packs with the dictionary and the common readings: the law as this installation knows it. Immutable.</summary>
public sealed class PolicySet
{
    private PolicySet(
        CategoryDictionary dictionary,
        IReadOnlyList<Parameter> readings,
        IReadOnlyList<PolicyPack> packs
    ) => (Dictionary, Readings, Packs) = (dictionary, readings, packs);

    /// <summary>The category dictionary.</summary>
    public CategoryDictionary Dictionary { get; }

    /// <summary>The common readings, in the order of their file.</summary>
    public IReadOnlyList<Parameter> Readings { get; }

    /// <summary>The packs: nation before province, city, county; then by id.</summary>
    public IReadOnlyList<PolicyPack> Packs { get; }

    /// <summary>
    /// Reads the texts of data/dictionaries/categories.json, policies/readings.json and of every other policies/*.json.
    /// </summary>
    /// <exception cref="PolicyFormatException">Names each file, place and reason.</exception>
    public static PolicySet Parse(PolicyText dictionary, PolicyText readings, IReadOnlyList<PolicyText> packs) =>
        throw new NotImplementedException();
}
