using System.Linq.Expressions;
using Tanfang.Data;

namespace Tanfang.Registry.Completing;

/// <summary>One thing that a complete file has, in the order of the official form.</summary>
/// <param name="Section">一 to 四 of 特殊困难老年人探访关爱服务记录表.</param>
/// <param name="Required">Without it the document's aim is not reached; else it is a box of the form that ought to be filled.</param>
/// <param name="Source">Which document asks for it.</param>
/// <param name="Missing">The one definition: asked of one file in memory and of many in the store alike.</param>
/// <param name="Page">Where it is filled in, below /elders/{id}/.</param>
public sealed record FileItem(
    string Key,
    string Section,
    string Name,
    bool Required,
    string Source,
    Expression<Func<FileFacts, bool>> Missing,
    string Page
)
{
    private const string Form = "长民发〔2023〕38号 附件2";
    private const string ToTheHousehold = "民发〔2022〕73号 二（一）：精准到村（居）、到户、到人";

    private readonly Func<FileFacts, bool> missing = Missing.Compile();

    public bool IsMissing(FileFacts file) => missing(file);

    /// <summary>What makes a file complete. Which boxes are required is our reading; every one has its source beside it.</summary>
    public static IReadOnlyList<FileItem> All { get; } =
    [
        new("village", "一", "村（社区）", true, ToTheHousehold, f => !f.HasVillage, "facts/new?kind=move"),
        new("address", "一", "组、门牌", true, ToTheHousehold, f => !f.HasAddress, "edit"),
        new(
            "responsible",
            "一",
            "探访责任人",
            true,
            "长民发〔2023〕38号 二（三）4：确定探访责任人",
            f => !f.HasResponsible,
            "responsible"
        ),
        new(
            "contact",
            "一",
            "能打通的紧急联系人",
            true,
            "民发〔2022〕73号 二（五）：联系其家庭成员或者其他紧急联系人",
            f => !f.HasContact,
            "contacts"
        ),
        new(
            "category",
            "一",
            "特殊困难类别",
            true,
            "民发〔2022〕73号：独居、空巢、留守、失能、重残、计划生育特殊家庭等",
            f => !f.HasCategory,
            "facts/new?kind=category"
        ),
        new(
            "consent",
            "一",
            "探访意愿",
            true,
            "民发〔2022〕73号 二（一）：接受探访关爱服务的意愿",
            f => !f.WasAsked,
            "facts/new?kind=consent"
        ),
        new(
            "certificate",
            "一",
            "残疾人证号",
            true,
            Form + " 一",
            f => f.NeedsCertificate && !f.HasCertificate,
            "edit"
        ),
        new("phone", "一", "联系电话", false, Form + " 一", f => !f.HasPhone, "edit"),
        new("residence", "一", "是否居住在户籍所在地", false, Form + " 一", f => !f.HasResidenceAnswer, "edit"),
        new("number", "二", "公民身份号码", true, Form + " 二；" + ToTheHousehold, f => !f.HasNumber, "edit"),
        new("relation", "二", "与户主关系", false, Form + " 二", f => !f.HasRelation, "household"),
        new("health", "二", "健康状况", false, Form + " 二", f => !f.HasHealth, "household"),
        new("assistance", "二", "是否为低保对象/特困人员", false, Form + " 二", f => !f.HasAssistance, "household"),
        new("water", "三", "饮水是否安全", false, Form + " 三", f => !f.HasWater, "edit"),
        new("electricity", "三", "生活用电是否安全", false, Form + " 三", f => !f.HasElectricity, "edit"),
        new("house", "三", "住房是否安全", false, Form + " 三", f => !f.HasHouse, "edit"),
        new("income", "三", "家庭每月收入", false, Form + " 三", f => !f.HasIncome, "edit"),
        new(
            "benefits",
            "三",
            "领取养老保险、社会救助和社会福利补贴等情况",
            false,
            Form + " 三",
            f => !f.HasBenefits,
            "edit"
        ),
        new("help", "四", "帮扶单位（组织）", false, Form + " 四", f => !f.HasHelp, "edit"),
    ];

    /// <summary>Something required is missing.</summary>
    public static Expression<Func<FileFacts, bool>> AnyRequired { get; } =
        All.Where(i => i.Required).Select(i => i.Missing).Aggregate((one, other) => one.Or(other));
}
