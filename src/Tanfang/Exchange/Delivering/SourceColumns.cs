using Tanfang.Exchange.Columns;
using static Tanfang.Exchange.Columns.ColumnKinds;

namespace Tanfang.Exchange.Delivering;

/// <summary>The columns of the sources' templates: those of the elders' template that say who and where, and a few of their own.</summary>
internal static class SourceColumns
{
    private static readonly string[] Kinds = ["视力", "听力", "言语", "肢体", "智力", "精神", "多重"];
    private static readonly string[] Grades = ["一级", "二级", "三级", "四级"];

    public static IReadOnlyList<Column> FamilyPlanning { get; } =
    [
        Ours("姓名"),
        Ours("性别"),
        Ours("公民身份号码") with
        {
            IsRequired = true,
            Hint = "18 位；这一列须为文本格式。新旧两次名单靠它对上人",
        },
        Ours("出生日期"),
        .. Place,
        Since("确认日期", "从哪天起属于计生特殊家庭；空着按名单日期"),
    ];

    public static IReadOnlyList<Column> Disability { get; } =
    [
        Ours("姓名"),
        Ours("性别"),
        Ours("公民身份号码") with
        {
            Hint = "空着按残疾人证号前 18 位",
        },
        Ours("残疾人证号") with
        {
            IsRequired = true,
        },
        Choice(
            "残疾类别",
            nameof(RowDraft.DisabilityKind),
            "与残疾人证号第 19 位核对",
            [.. Kinds.Select(kind => (kind, (Action<RowDraft>)(row => row.DisabilityKind = kind)))]
        ),
        Choice(
            "残疾等级",
            nameof(RowDraft.DisabilityGrade),
            "与残疾人证号第 20 位核对",
            [.. Grades.Select(grade => (grade, (Action<RowDraft>)(row => row.DisabilityGrade = grade)))]
        ),
        Date("发证日期", "Assessment.On", "", (row, v) => row.Assessment = row.Assessment with { On = v }) with
        {
            Aliases = ["批准日期", "办证日期"],
        },
        // 至 includes the day; the file keeps the first day on which it no longer holds.
        Date(
            "有效期至",
            "Assessment.ValidUntil",
            "包括这一天；长期有效的空着",
            (row, v) => row.Assessment = row.Assessment with { ValidUntil = v.AddDays(1) }
        ) with
        {
            Aliases = ["证件有效期", "有效期", "有效期止", "有效期截止"],
            OtherFields = ["Categories[disability]", "Categories[severeDisability]"],
        },
        .. Place,
        Since("起始日期", "从哪天起属于这一类；空着按发证日期，再空着按名单日期"),
    ];

    private static IEnumerable<Column> Place =>
        ((string[])["市", "县", "乡镇", "村", "区划代码", "住址", "电话"]).Select(title =>
            title == "县" ? Ours(title) with { Hint = "空着按名单的地区" } : Ours(title)
        );

    private static Column Ours(string title) => ElderColumns.Find(title)!;

    private static Column Since(string title, string hint) =>
        Date(title, "CategoriesFrom", hint, (row, v) => row.CategoriesFrom = v) with
        {
            OtherFields = ["Categories[familyPlanningSpecial]"],
        };
}
