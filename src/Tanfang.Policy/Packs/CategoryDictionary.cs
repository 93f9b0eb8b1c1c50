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

/// <summary>A set of categories, closed under what they imply. At most 64 categories exist in a dictionary.</summary>
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
    internal CategoryDictionary(IReadOnlyList<Category> categories, IReadOnlyList<SituationKind> situations) =>
        (Categories, Situations) = (categories, situations);

    /// <summary>Categories, in the order of the file.</summary>
    public IReadOnlyList<Category> Categories { get; }

    /// <summary>Situation kinds, in the order of the file.</summary>
    public IReadOnlyList<SituationKind> Situations { get; }
}
