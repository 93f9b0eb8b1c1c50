namespace Tanfang.Exchange.Mapping;

/// <summary>One of our fields, to which a column of somebody's list can be mapped.</summary>
/// <param name="Title">Our word for it; unique within its list.</param>
public sealed record Target(string Title, string Hint = "")
{
    /// <summary>Other titles that mean it; more of them are kept in data/dictionaries/sheet-words.json.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>May be said once for all rows of a file that has no column for it.</summary>
    public bool IsForAll { get; init; }

    /// <summary>Several of their columns may fill it, one after the other (组 and 门牌).</summary>
    public bool Joins { get; init; }
}

/// <summary>The fields of one kind of list.</summary>
/// <param name="Kind">Names it in the store and in sheet-words.json.</param>
/// <param name="All">In the order in which they are offered.</param>
/// <param name="Needed">Of each group one must come from a column or be said for all rows.</param>
public sealed record TargetList(string Kind, IReadOnlyList<Target> All, IReadOnlyList<IReadOnlyList<string>> Needed)
{
    private readonly Dictionary<string, Target> byTitle = All.ToDictionary(t => t.Title);

    public Target? Find(string? title) => title is null ? null : byTitle.GetValueOrDefault(title);
}
