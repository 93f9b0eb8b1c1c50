using Tanfang.Exchange.Columns;
using Tanfang.Exchange.Delivering;
using Tanfang.TestKit;
using Tanfang.Tests.Exchange.Counties;

namespace Tanfang.Tests.Exchange.Fuzzing;

/// <summary>Whole lists for each importer, of a few rows: what is wrong with a file does not depend on its length.</summary>
internal static class FuzzLists
{
    private static readonly string[] Where = ["黎城县", "东阳关镇", "东阳关村"];

    /// <summary>Of real programs: LibreOffice's .xls, a library's .xlsx, text.</summary>
    public static IReadOnlyList<byte[]> Templates { get; } =
    [
        new ElderSheet().Elders(6).Xlsx(),
        new ElderSheet().Elders(6).Csv,
        System.IO.File.ReadAllBytes(
            Path.Combine(Repository.Root, "tests", "Tanfang.Tests", "Exchange", "Files", "elders-97.xls")
        ),
    ];

    public static IReadOnlyList<byte[]> Layouts { get; } =
    [
        CountyFiles.Disabled(),
        CountyFiles.Villages(),
        CountyFiles.Printed(),
        CountyFiles.Old(),
        CountyFiles.Gbk(),
        CountyFiles.Hidden(),
    ];

    /// <summary>The columns that an import of the template needs, and by chance others.</summary>
    public static FuzzList Elders(Random chance)
    {
        string[] needed = ["姓名", "公民身份号码", "县", "乡镇", "村"];
        Column[] columns =
        [
            .. needed.Select(title => ElderColumns.Find(title)!),
            .. ElderColumns.All.Where(c => !needed.Contains(c.Title) && chance.Next(6) == 0),
        ];
        return List(columns, chance);
    }

    /// <summary>Notes above, a header of one row or two, other words than ours.</summary>
    public static FuzzList Layout(Random chance)
    {
        string?[][] above =
        [
            ["黎城县东阳关镇特殊困难老年人名单"],
            ["填报单位：民政办", null, null, "2026.10.8"],
        ];
        string?[][] header =
            chance.Next(2) == 0
                ?
                [
                    ["序号", "村（社区）", "老人姓名", "身份证件号码", "联系方式", "老年人类型", "出生年月日"],
                ]
                :
                [
                    ["序号", "村名", "基本情况", null, null, "家庭情况", null],
                    [null, null, "姓 名", "身份证号码", "联系电话", "居住情况", "失能等级"],
                ];
        string?[][] rows =
        [
            .. Enumerable
                .Range(1, 5)
                .Select(n =>
                    new string?[]
                    {
                        $"#{n}",
                        "东阳关村",
                        $"赵{(char)('一' + n)}",
                        ElderSheet.Number(100 + n),
                        $"1380000{n:D4}",
                        "独居",
                        null,
                    }
                ),
        ];
        above = above[..chance.Next(above.Length + 1)];
        return new FuzzList([.. above, .. header, .. rows, ["合计", null, "5 人"]], above.Length + header.Length);
    }

    public static FuzzList Delivery(DeliverySource source, Random chance) => List(source.Columns, chance);

    private static FuzzList List(IReadOnlyList<Column> columns, Random chance)
    {
        var rows = Enumerable.Range(1, 5).Select(n => columns.Select(c => Good(c, n, chance)).ToArray());
        return new FuzzList(
            [
                [.. columns.Select(c => c.Title)],
                .. rows,
            ],
            1
        );
    }

    private static string? Good(Column column, int n, Random chance) =>
        column.Title switch
        {
            "姓名" => $"王{(char)('一' + n)}",
            "公民身份号码" => ElderSheet.Number(n),
            "县" => Where[0],
            "乡镇" => Where[1],
            "村" => Where[2],
            "残疾人证号" => column.IsRequired ? ElderSheet.Number(n) + "43" : null,
            _ when chance.Next(3) > 0 || column.Title is "区划代码" or "市" => null,
            _ when column.Choices.Count > 0 => column.Choices[chance.Next(column.Choices.Count)],
            _ => column.Example.Length > 0 ? column.Example : null,
        };
}
