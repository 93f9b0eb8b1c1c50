namespace Tanfang.Policy.Tests;

/// <summary>A county that asks for its 一般 people to be visited twice a month: one more file, nothing else.</summary>
internal static class CountyPack
{
    public const string Rule = "xiangyuan-2024-5/general";

    public static readonly PolicyText Source = new(
        "xiangyuan-2024-5.txt",
        "某县民政局文件\n某民发〔2024〕5号\n关于一般探访对象的通知\n对一般探访对象，每月\n至少上门探访两次。\n"
    );

    public static readonly PolicyText Text = new(
        "xiangyuan-2024-5.json",
        """
        {
          "id": "xiangyuan-2024-5",
          "document": { "title": "关于一般探访对象的通知", "number": "某民发〔2024〕5号", "issued": "2024-03-01", "source": "xiangyuan-2024-5.txt" },
          "division": "140426",
          "validFrom": "2024-03-01",
          "groups": [
            {
              "key": "general",
              "name": "一般探访对象",
              "who": { "section": "正文", "quote": "对一般探访对象" },
              "grounds": [
                { "name": "经济困难高龄", "when": { "all": [{ "ageAtLeast": "$advancedAge" }, { "category": ["economicHardship"] }] } }
              ]
            }
          ],
          "rules": [
            {
              "key": "general", "name": "一般探访", "kind": "cadence", "group": "general", "every": "month", "atLeast": 2,
              "modes": ["onSite"], "section": "正文", "quote": "每月至少上门探访两次", "readings": ["periods"]
            }
          ]
        }
        """
    );

    public static PolicySet Added { get; } =
        PolicySet.Parse(Shipped.Dictionary, Shipped.Readings, [.. Shipped.Packs, Text]);
}
