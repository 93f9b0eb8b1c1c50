namespace Tanfang.Shared;

/// <summary>
/// 数据范围: the divisions whose people an action may see. Every query about a person takes one; a figure may be
/// read where a person may not (docs/security.md). An empty scope sees nobody.
/// </summary>
/// <param name="Divisions">Ids of the divisions, each standing for itself and everything below it.</param>
/// <param name="IsEverything">True for the one local user of an office without sign-in.</param>
public sealed record Scope(IReadOnlyList<int> Divisions, bool IsEverything)
{
    /// <summary>Beside the divisions: the people for whom these visitors are responsible. Null = nobody.</summary>
    public Assigned? Assigned { get; init; }

    /// <summary>The single local user of one office holds everything.</summary>
    public static Scope Everything { get; } = new([], true);

    /// <summary>Sees nobody.</summary>
    public static Scope Nothing { get; } = new([], false);

    /// <summary>Sees the people who live in these divisions or below them.</summary>
    public static Scope Of(params int[] divisions) => new(divisions, false);
}

/// <summary>Whoever is assigned to one of these visitors on a China day.</summary>
public sealed record Assigned(IReadOnlyList<Guid> Visitors, DateOnly On);
