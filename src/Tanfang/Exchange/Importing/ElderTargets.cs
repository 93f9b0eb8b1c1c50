using Tanfang.Exchange.Columns;
using Tanfang.Exchange.Mapping;

namespace Tanfang.Exchange.Importing;

/// <summary>The fields of an elder to which columns of a list from elsewhere are mapped: those of the template, and ticks.</summary>
public static class ElderTargets
{
    public const string Kind = "elders";

    private static readonly string[] ForAll =
    [
        "市",
        "县",
        "乡镇",
        "村",
        "农村牧区",
        TickColumns.Words,
        "类别起始日期",
        "类别来源",
        "意愿",
        "意愿由谁表示",
        "登记日期",
        "探访责任人",
    ];

    private static readonly string[] Joining = ["住址", TickColumns.Words, "健康状况", "领取补贴情况", "帮扶措施"];

    public static TargetList List { get; } =
        new(
            Kind,
            [
                .. ElderColumns
                    .All.Concat(TickColumns.All)
                    .Select(column => new Target(column.Title, column.Hint)
                    {
                        Aliases = column.Aliases,
                        IsForAll = ForAll.Contains(column.Title),
                        Joins = Joining.Contains(column.Title),
                    }),
            ],
            ReadHeader.Needed
        );

    public static ListKind Elders { get; } = new(List, ElderColumns.All, TickColumns.All);
}
