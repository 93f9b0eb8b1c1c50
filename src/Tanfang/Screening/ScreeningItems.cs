namespace Tanfang.Screening;

/// <summary>The questions as the two documents name them. A changed question is a new version beside the old one.</summary>
internal static class ScreeningItems
{
    private static readonly ScreeningSource Minban2020 = new(
        "minban-2020-7",
        "民办发〔2020〕7号",
        "一",
        "重点排查家庭疫情防控情况，赡养人、托养人履行赡养、托养义务情况，日常生活需求、健康状况、精神状态等情况"
    );

    private static readonly ScreeningSource Neimenggu2018 = new(
        "neimenggu-2018",
        "关于加强农村牧区留守老年人关爱服务工作的实施意见（内蒙古，2018-08-10）",
        "三（三）",
        "准确掌握辖区农村牧区留守、空巢老年人的数量规模、家庭结构、经济来源、健康状况、照料情况、存在困难问题等动态信息"
    );

    private static readonly ScreeningSource Neimenggu2018Duty = Neimenggu2018 with
    {
        Quote = "及时了解或评估农村牧区留守、空巢老年人生活情况、家庭赡养责任落实情况",
    };

    public static ScreeningForm Of2020 { get; } =
        new(
            "minban-2020-7/1",
            "民办发〔2020〕7号 一：家庭疫情防控、赡养托养义务、需求、健康、精神",
            [
                OfHousehold(
                    "epidemic",
                    "家庭疫情防控情况",
                    [
                        new("none", "无异常"),
                        new("isolated", "有人居家隔离"),
                        new("quarantined", "有人被隔离收治"),
                        new("fighting", "有人参加抗击疫情"),
                    ],
                    Minban2020
                ),
                OfElder(
                    "duty",
                    "赡养人、托养人履行赡养、托养义务情况",
                    [
                        new("full", "履行"),
                        new("partly", "部分履行"),
                        new("none", "没有履行"),
                        new("nobody", "没有赡养人、托养人"),
                    ],
                    Minban2020
                ),
                Needs(Minban2020),
                Health(Minban2020),
                OfElder(
                    "mind",
                    "精神状态",
                    [new("good", "良好"), new("fair", "一般"), new("poor", "较差")],
                    Minban2020
                ),
            ]
        );

    public static ScreeningForm Of2018 { get; } =
        new(
            "neimenggu-2018/1",
            "内蒙古实施意见（2018-08-10）三（三）：家庭结构、经济来源、健康、照料、困难、赡养责任",
            [
                OfHousehold(
                    "structure",
                    "家庭结构",
                    [
                        new("alone", "独自居住"),
                        new("couple", "只有老年夫妻"),
                        new("children", "与子女同住"),
                        new("grandchildren", "与孙辈同住"),
                        new("others", "与其他人同住"),
                    ],
                    Neimenggu2018
                ) with
                {
                    Many = false,
                },
                OfHousehold(
                    "income",
                    "经济来源",
                    [
                        new("children", "子女供养"),
                        new("pension", "养老保险"),
                        new("assistance", "低保、特困供养等救助"),
                        new("welfare", "高龄津贴等福利补贴"),
                        new("work", "劳动收入"),
                        new("land", "土地草场收益"),
                        new("savings", "积蓄"),
                        new("none", "没有来源"),
                    ],
                    Neimenggu2018
                ),
                Health(Neimenggu2018),
                OfElder(
                    "care",
                    "照料情况",
                    [
                        new("self", "自己照料自己"),
                        new("spouse", "配偶照料"),
                        new("family", "子女亲属照料"),
                        new("neighbours", "邻里照料"),
                        new("paid", "机构或上门服务"),
                        new("nobody", "需要照料而无人照料"),
                    ],
                    Neimenggu2018
                ),
                Difficulties(Neimenggu2018),
                OfElder(
                    "familyDuty",
                    "家庭赡养责任落实情况",
                    [
                        new("full", "落实"),
                        new("partly", "部分落实"),
                        new("none", "没有落实"),
                        new("nobody", "没有赡养人"),
                    ],
                    Neimenggu2018Duty
                ),
            ]
        );

    private static ScreeningItem Health(ScreeningSource source) =>
        OfElder(
            "health",
            "健康状况",
            [new("good", "良好"), new("fair", "一般"), new("poor", "较差"), new("dependent", "生活不能自理")],
            source
        );

    private static ScreeningItem Needs(ScreeningSource source) =>
        OfElder(
            "needs",
            "日常生活需求",
            [
                new("none", "没有"),
                new("lifeCare", "生活照料"),
                new("rehabilitation", "康复护理"),
                new("comfort", "精神慰藉"),
                new("homeAdaptation", "居家适老化改造"),
                new("emergencyRescue", "紧急救援"),
                new("other", "其他"),
            ],
            source
        ) with
        {
            Many = true,
        };

    private static ScreeningItem Difficulties(ScreeningSource source) =>
        OfElder(
            "difficulties",
            "存在困难问题",
            [
                new("none", "没有"),
                new("clothing", "衣"),
                new("food", "食"),
                new("housing", "住"),
                new("travel", "行"),
                new("medical", "医"),
                new("other", "其他"),
            ],
            source
        ) with
        {
            Many = true,
        };

    private static ScreeningItem OfElder(
        string key,
        string label,
        IReadOnlyList<ScreeningChoice> choices,
        ScreeningSource source
    ) => new(key, label, true, false, [.. choices, ScreeningItem.NotAsked], $"{label}：说明", [source]);

    private static ScreeningItem OfHousehold(
        string key,
        string label,
        IReadOnlyList<ScreeningChoice> choices,
        ScreeningSource source
    ) => new(key, label, false, true, [.. choices, ScreeningItem.NotAsked], $"{label}：说明", [source]);
}
