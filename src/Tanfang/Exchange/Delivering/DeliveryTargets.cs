using Tanfang.Exchange.Columns;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Mapping;

namespace Tanfang.Exchange.Delivering;

/// <summary>The fields of a source's list to which the columns of any file are mapped; a mapping is kept for each source by itself.</summary>
public static class DeliveryTargets
{
    private static readonly string[] ForAll = ["市", "县", "乡镇", "村", "确认日期", "起始日期", "发证日期"];

    private static readonly Dictionary<string, ListKind> Kinds = DeliverySource.All.ToDictionary(s => s.Key, KindOf);

    public static ListKind Of(DeliverySource source) => Kinds[source.Key];

    private static ListKind KindOf(DeliverySource source)
    {
        var targets = source.Columns.Select(column => new Target(column.Title, column.Hint)
        {
            Aliases = column.Aliases,
            IsForAll = ForAll.Contains(column.Title),
            Joins = column.Title == "住址",
        });
        var needed = source.Columns.Where(column => column.IsRequired).Select(Only);
        var list = new TargetList($"delivery.{source.Key}", [.. targets], [.. needed]);
        return new ListKind(list, source.Columns, [], $"“{source.Name}”模板");
    }

    private static string[] Only(Column column) => [column.Title];
}
