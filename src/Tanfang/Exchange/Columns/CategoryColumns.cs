using Tanfang.Registry;
using static Tanfang.Exchange.Columns.ColumnKinds;

namespace Tanfang.Exchange.Columns;

/// <summary>The boxes of section one that say why somebody is visited, the file's own categories, and the wish.</summary>
internal static class CategoryColumns
{
    private const string NotIncapacitated = "否";
    private static readonly string[] Degrees = ["incapacitatedFull", "incapacitatedPartial", "dementia"];

    public static IReadOnlyList<Column> All { get; } =
    [
        Category("是否残疾", "disability"),
        Number(
            "残疾人证号",
            nameof(ElderDraft.DisabilityCertificate),
            "20 位，补换证的另有 B1 等；须为文本格式",
            (row, v) => row.Person = row.Person with { DisabilityCertificate = v }
        ) with
        {
            Aliases = ["残疾证号"],
        },
        Category("重残", "severeDisability", "一级、二级"),
        Choice(
            "独居、空巢",
            "Categories[livingAlone]",
            "",
            [
                ("独居", row => row.Categories.Add("livingAlone")),
                ("空巢", row => row.Categories.Add("emptyNest")),
                ("否", row => row.NotCategories.AddRange(["livingAlone", "emptyNest"])),
            ]
        ) with
        {
            Aliases = ["独居/空巢", "是否独居、空巢", "独居空巢"],
            OtherFields = ["Categories[emptyNest]"],
        },
        Category("留守", "leftBehind") with
        {
            Aliases = ["是否留守"],
        },
        Choice(
            "失能程度",
            "Categories[incapacitatedFull]",
            "没有评估过也可以填，系统会提示补评估",
            [
                ("不能自理", row => Assess(row, Degrees[0])),
                ("不能完全自理", row => Assess(row, Degrees[1])),
                ("失智", row => Assess(row, Degrees[2])),
                (NotIncapacitated, row => row.NotCategories.AddRange(Degrees)),
            ]
        ) with
        {
            Aliases = ["是否失能", "失能"],
            OtherFields = ["Categories[incapacitatedPartial]", "Categories[dementia]"],
        },
        Text(
            "评估结果",
            "Assessment.Result",
            "能力评估的结论",
            (row, v) => row.Assessment = row.Assessment with { Result = v }
        ),
        Date("评估日期", "Assessment.On", "", (row, v) => row.Assessment = row.Assessment with { On = v }),
        Text("评估机构", "Assessment.Assessor", "", (row, v) => row.Assessment = row.Assessment with { Assessor = v }),
        // 至 includes the day; the file keeps the first day on which it no longer holds.
        Date(
            "评估有效期至",
            "Assessment.ValidUntil",
            "包括这一天",
            (row, v) => row.Assessment = row.Assessment with { ValidUntil = v.AddDays(1) }
        ),
        Category("计生特殊家庭", "familyPlanningSpecial") with
        {
            Aliases = ["计划生育特殊家庭", "是否计划生育特殊家庭老年人", "是否计划生育特殊家庭"],
        },
        Category("孤寡", "widowedAlone"),
        Category("经济困难", "economicHardship"),
        Choice(
            "低保、特困",
            "Categories[minimumLiving]",
            "特困指分散供养",
            [
                ("低保", row => Assist(row, "minimumLiving", Assistance.MinimumLiving)),
                ("特困", row => Assist(row, "extremelyPoorScattered", Assistance.ExtremelyPoor)),
                ("否", Neither),
            ]
        ) with
        {
            Aliases = ["低保/特困", "是否为低保对象/特困人员", "是否低保对象/特困人员"],
            OtherFields = ["Categories[extremelyPoorScattered]"],
        },
        Text("其他类别", "OtherCategories", "政策字典里的其他类别，用顿号隔开", (row, v) => row.OtherCategories = v),
        Date(
            "类别起始日期",
            "CategoriesFrom",
            "以上各类别从哪天起；空着按登记日期",
            (row, v) => row.CategoriesFrom = v
        ),
        Text("类别来源", "CategoriesSource", "如 残联、卫健部门、村（居）", (row, v) => row.CategoriesSource = v),
        Choice(
            "意愿",
            nameof(ElderDraft.Consent),
            "是否愿意接受探访",
            [
                ("愿意", row => row.Person = row.Person with { Consent = ConsentState.Willing }),
                ("拒绝", row => row.Person = row.Person with { Consent = ConsentState.Refused }),
                ("未询问", row => row.Person = row.Person with { Consent = ConsentState.NotAsked }),
            ]
        ),
        Text(
            "意愿由谁表示",
            nameof(ElderDraft.ConsentGivenBy),
            "如 本人、配偶、子女；拒绝时必填",
            (row, v) => row.Person = row.Person with { ConsentGivenBy = v }
        ) with
        {
            Aliases = ["谁表示", "意愿表示人"],
        },
        Date("意愿日期", nameof(ElderDraft.ConsentOn), "", (row, v) => row.Person = row.Person with { ConsentOn = v }),
        Date(
            "登记日期",
            nameof(ElderDraft.EnrolledOn),
            "空着按导入当天",
            (row, v) => row.Person = row.Person with { EnrolledOn = v }
        ) with
        {
            Aliases = ["纳入日期"],
        },
        Text("探访责任人", "Responsible", "探访人员的姓名；没有的会新建", (row, v) => row.Responsible = v) with
        {
            Aliases = ["责任人"],
        },
    ];

    private static void Assess(RowDraft row, string degree)
    {
        row.Categories.Add(degree);
        row.Assessed = degree;
    }

    private static void Assist(RowDraft row, string key, Assistance kind)
    {
        row.Categories.Add(key);
        row.Person = row.Person with { Assistance = kind };
    }

    private static void Neither(RowDraft row)
    {
        row.NotCategories.AddRange(["minimumLiving", "extremelyPoorScattered"]);
        row.Person = row.Person with { Assistance = Assistance.None };
    }
}
