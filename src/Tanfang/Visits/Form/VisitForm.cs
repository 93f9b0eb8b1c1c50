namespace Tanfang.Visits.Form;

/// <summary>
/// Section five of 特殊困难老年人探访关爱服务记录表 (长民发〔2023〕38号, attachment 2), in the order of the paper: the one place that
/// knows its items, boxes and codes. Page, API, phone and print read them here.
/// </summary>
public static class VisitForm
{
    public const string Version = "1";
    public const string Unchanged = "unchanged";

    private static readonly Choice[] Compared = [new(Unchanged, "无变化"), new("better", "较好"), new("worse", "较差")];
    private static readonly Choice[] SafetyBoxes =
    [
        new("safe", "安全"),
        new("fairlySafe", "较安全"),
        new("unsafe", "不安全"),
    ];

    public static FormItem Mode { get; } =
        Choose(
            "mode",
            "",
            "探访方式",
            [
                new("phone", "电话问候"),
                new("onSite", "上门探访"),
                new("video", "互联网音(视)频探访"),
                new("remote", "远程监测"),
                new("other", "其他"),
            ]
        ) with
        {
            Required = true,
        };

    /// <summary>By what the sound or picture came; kept, and printed behind the box.</summary>
    public static FormItem Channel { get; } =
        Choose(
            "channel",
            "",
            "音视频渠道",
            [new("buildingVideo", "楼宇视频"), new("wechat", "微信"), new("other", "其他")]
        ) with
        {
            BeyondThePaper = true,
        };

    public static FormItem Family { get; } =
        new(
            "family",
            "家庭状况",
            "家庭人口",
            "choiceWithNumber",
            [new(Unchanged, "无变化"), new("more", "增加"), new("fewer", "减少")]
        )
        {
            MaxNumber = 50,
        };

    public static FormItem Illness { get; } =
        new(
            "illness",
            "健康状况",
            "疾病状况",
            "choiceWithText",
            [new(Unchanged, "无变化"), new("serious", "严重"), new("improved", "转好")]
        )
        {
            MaxLength = 100,
        };

    public static FormItem Needs { get; } =
        new(
            "needs",
            "",
            "老年人服务需求",
            "list",
            [
                new("lifeCare", "生活照料"),
                new("rehabilitation", "康复护理"),
                new("comfort", "精神慰藉"),
                new("homeAdaptation", "居家适老化改造"),
                new("emergencyRescue", "紧急救援"),
            ]
        )
        {
            MaxLength = 500,
            MaxCount = 20,
        };

    public static FormItem Suggestion { get; } = Text("suggestion", "实施关爱服务建议", 1000);

    public static FormItem Visitors { get; } =
        new("visitors", "", "探访人员", "list", []) { MaxLength = 30, MaxCount = 6 };

    /// <summary>What the guidance asks to learn and the paper has no box for.</summary>
    public static IReadOnlyList<FormItem> Beyond { get; } =
    [
        Choose("response", "", "反应能力", [new("good", "较好"), new("poor", "较差")]) with
        {
            BeyondThePaper = true,
        },
        Text("difficulties", "衣食住行医等方面的困难", 500) with
        {
            BeyondThePaper = true,
        },
        Choose("benefits", "", "是否享受相关社会保障政策待遇", YesNo()) with
        {
            BeyondThePaper = true,
        },
        Choose("support", "", "分开居住的家庭成员是否履行赡养扶养义务", YesNo()) with
        {
            BeyondThePaper = true,
        },
        Choose("familyVisits", "", "分开居住的家庭成员是否经常看望或者问候", YesNo()) with
        {
            BeyondThePaper = true,
        },
        Text("hazards", "房屋和水电气暖设施设备的安全隐患", 500) with
        {
            BeyondThePaper = true,
        },
    ];

    /// <summary>Section five from 探访方式 to 探访人员.</summary>
    public static FormDefinition Definition { get; } =
        new(
            "visit",
            Version,
            "五、探访情况",
            [
                Mode,
                Channel,
                Family,
                Choose("expression", "健康状况", "表达能力", Compared),
                Choose("movement", "健康状况", "行动能力", Compared),
                Illness,
                Choose("mood", "精神状态", "情绪状态", Compared),
                Choose("gas", "安全情况", "燃气安全", SafetyBoxes) with
                {
                    IsSafety = true,
                },
                Choose("water", "安全情况", "水暖安全", SafetyBoxes) with
                {
                    IsSafety = true,
                },
                Choose("electricity", "安全情况", "用电安全", SafetyBoxes) with
                {
                    IsSafety = true,
                },
                Choose("personalHygiene", "卫生状况", "个人卫生", Compared),
                Choose("homeHygiene", "卫生状况", "家庭卫生", Compared),
                Choose("room", "居住环境", "室内环境", Compared),
                Needs,
                Suggestion,
                Visitors,
                .. Beyond,
            ]
        )
        {
            Rules =
            [
                new("channel", Channel.Label, "mode", ["video"], false, "只用于互联网音(视)频探访"),
                new("family.by", "家庭人口增减人数", "family.change", ["more", "fewer"], true, "只在增加或减少时填写"),
                new("illness.name", "疾病名称", "illness.state", ["serious"], false, "只在严重时填写"),
            ],
        };

    /// <summary>The eleven status items in the order of the paper.</summary>
    public static IReadOnlyList<FormItem> Status { get; } = [.. Definition.Items.Where(i => i.IsStatus)];

    /// <summary>The eight of them that know 无变化.</summary>
    public static IReadOnlyList<FormItem> Eight { get; } = [.. Status.Where(i => i.KnowsUnchanged)];

    /// <summary>The three that only looking fills.</summary>
    public static IReadOnlyList<FormItem> Safety { get; } = [.. Status.Where(i => i.IsSafety)];

    public static FormItem Item(string key) => Definition.Items.First(i => i.Key == key);

    internal static FormItem Choose(string key, string group, string label, Choice[] choices) =>
        new(key, group, label, "choice", choices);

    internal static FormItem Text(string key, string label, int length) =>
        new(key, "", label, "text", []) { MaxLength = length };

    private static Choice[] YesNo() => [new("yes", "是"), new("no", "否")];
}
