using Tanfang.Exchange.Columns;
using Tanfang.Registry;

namespace Tanfang.Exchange.Delivering;

/// <summary>A category that a source's list says of a person; with <paramref name="When"/> only of those whose certificate says so.</summary>
public sealed record SourceClaim(string Category, Func<DisabilityCertificate?, bool>? When = null);

/// <summary>来源: an authority that hands over the same kind of list again and again. A further one is one more entry of <see cref="All"/>.</summary>
public sealed record DeliverySource
{
    /// <summary>Stands in addresses and beside every delivery; never changes.</summary>
    public required string Key { get; init; }

    /// <summary>What the list is called: 卫健 计生特殊家庭.</summary>
    public required string Name { get; init; }

    /// <summary>Who says it; the source of every fact that comes of it.</summary>
    public required string Body { get; init; }

    /// <summary>The words of the document by which the data are shared.</summary>
    public required string Basis { get; init; }

    /// <summary>From which age the list is kept, as <see cref="Basis"/> says; null = from the age of an elder (our reading elderAge).</summary>
    public int? FromAge { get; init; }

    /// <summary>The columns of its template; what else its files hold is not read.</summary>
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>The strictest first; of a person the first that applies is claimed.</summary>
    public required IReadOnlyList<SourceClaim> Claims { get; init; }

    public IEnumerable<string> Categories => Claims.Select(c => c.Category);

    public string ClaimOf(DisabilityCertificate? certificate) =>
        Claims.First(c => c.When?.Invoke(certificate) ?? true).Category;

    public static IReadOnlyList<DeliverySource> All { get; } =
    [
        new()
        {
            Key = "family-planning",
            Name = "卫健 计生特殊家庭",
            Body = "卫健部门",
            Basis = "长民发〔2023〕38号 附件1 第6项：“共享计划生育特殊家庭成员(49岁以上)的基本数据”",
            FromAge = 49,
            Columns = SourceColumns.FamilyPlanning,
            Claims = [new("familyPlanningSpecial")],
        },
        new()
        {
            Key = "disability",
            Name = "残联 持证残疾人",
            Body = "残联",
            Basis = "长民发〔2023〕38号 附件1 第7项：“共享残疾老年人的基本数据”",
            Columns = SourceColumns.Disability,
            Claims = [new("severeDisability", certificate => certificate is { IsSevere: true }), new("disability")],
        },
    ];

    public static DeliverySource? Find(string? key) => All.FirstOrDefault(s => s.Key == key);
}
