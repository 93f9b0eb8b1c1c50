namespace Tanfang.Policy;

/// <summary>A category of special hardship (特殊困难类别), an entry of data/dictionaries/categories.json.</summary>
/// <param name="Key">The key used by packs, facts and interfaces.</param>
/// <param name="Name">名称, e.g. 失能（不能自理）.</param>
/// <param name="ShortName">The word used in lists and reasons, e.g. 失能.</param>
/// <param name="Implies">Keys that hold whenever this one does (低保 → 经济困难).</param>
/// <param name="Source">The document that uses the word.</param>
public sealed record Category(string Key, string Name, string ShortName, IReadOnlyList<string> Implies, string Source);

/// <summary>A kind of special time (特殊时段) that is recorded for an area, e.g. lockdown 封控.</summary>
/// <param name="Key">The key used by packs and facts.</param>
/// <param name="Name">名称.</param>
/// <param name="Source">The document that uses the word.</param>
public sealed record SituationKind(string Key, string Name, string Source);

/// <summary>A set of categories. A dictionary holds at most 64.</summary>
/// <param name="Bits">One bit per dictionary entry.</param>
public readonly record struct CategorySet(ulong Bits)
{
    /// <summary>True when at least one category lies in both sets.</summary>
    public bool Overlaps(CategorySet other) => (Bits & other.Bits) != 0;

    /// <summary>The categories of both sets together.</summary>
    public CategorySet With(CategorySet other) => new(Bits | other.Bits);
}

/// <summary>The categories and situation kinds that exist: data, so that a locality may add to them.</summary>
public sealed class CategoryDictionary
{
    private readonly Dictionary<string, (CategorySet Alone, CategorySet WithImplied)> _sets = [];
    private readonly Dictionary<string, uint> _situationBits = [];

    internal CategoryDictionary(IReadOnlyList<Category> categories, IReadOnlyList<SituationKind> situations)
    {
        (Categories, Situations) = (categories, situations);
        for (var i = 0; i < categories.Count; i++)
        {
            var alone = new CategorySet(1UL << i);
            _sets[categories[i].Key] = (alone, alone);
        }
        // As many rounds as there are categories: enough for the longest chain of implications.
        for (var round = 0; round < categories.Count; round++)
        {
            foreach (var category in categories)
            {
                var (alone, all) = _sets[category.Key];
                foreach (var implied in category.Implies)
                {
                    all = all.With(_sets.TryGetValue(implied, out var known) ? known.WithImplied : default);
                }
                _sets[category.Key] = (alone, all);
            }
        }
        for (var i = 0; i < situations.Count; i++)
        {
            _situationBits[situations[i].Key] = 1u << i;
        }
    }

    /// <summary>Categories, in the order of the file.</summary>
    public IReadOnlyList<Category> Categories { get; }

    /// <summary>Situation kinds, in the order of the file.</summary>
    public IReadOnlyList<SituationKind> Situations { get; }

    /// <summary>True when the dictionary has this category.</summary>
    public bool Knows(string category) => _sets.ContainsKey(category);

    /// <summary>True when the dictionary has this kind of situation.</summary>
    public bool KnowsSituation(string kind) => _situationBits.ContainsKey(kind);

    /// <summary>The set of exactly these categories.</summary>
    /// <exception cref="ArgumentException">A key that the dictionary does not have; it is named.</exception>
    public CategorySet SetOf(params IEnumerable<string> keys)
    {
        var set = default(CategorySet);
        foreach (var key in keys)
        {
            set = set.With(Entry(key).Alone);
        }
        return set;
    }

    /// <summary>The category with all that it implies.</summary>
    /// <exception cref="ArgumentException">A key that the dictionary does not have; it is named.</exception>
    public CategorySet WithImplied(string key) => Entry(key).WithImplied;

    /// <summary>The bit of a situation kind.</summary>
    /// <exception cref="ArgumentException">A kind that the dictionary does not have; it is named.</exception>
    public uint SituationBit(string kind) =>
        _situationBits.TryGetValue(kind, out var bit) ? bit : throw new ArgumentException($"不认识的特殊时段“{kind}”");

    /// <summary>名称 of a situation kind.</summary>
    public string SituationName(string kind) => Situations.First(s => s.Key == kind).Name;

    private (CategorySet Alone, CategorySet WithImplied) Entry(string key) =>
        _sets.TryGetValue(key, out var entry) ? entry : throw new ArgumentException($"不认识的类别“{key}”");
}
