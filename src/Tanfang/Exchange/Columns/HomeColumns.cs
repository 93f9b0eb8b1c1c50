using Tanfang.Exchange.Reading;
using Tanfang.Registry;
using static Tanfang.Exchange.Columns.ColumnKinds;

namespace Tanfang.Exchange.Columns;

/// <summary>三、家庭生活条件 and 四、已享受帮扶情况.</summary>
internal static class HomeColumns
{
    private static readonly (string Word, HelpingBodies Body)[] Bodies =
    [
        ("党政机关、群团组织", HelpingBodies.PartyAndMassOrganisations),
        ("乡镇(街道)、村(居)民委员会", HelpingBodies.TownshipOrVillage),
        ("企业", HelpingBodies.Enterprise),
        ("专业社会工作者", HelpingBodies.SocialWorker),
        ("社会组织", HelpingBodies.SocialOrganisation),
        ("志愿者", HelpingBodies.Volunteer),
        ("其他", HelpingBodies.Other),
    ];

    public static IReadOnlyList<Column> All { get; } =
    [
        YesNo(
            "饮水是否安全",
            nameof(ElderDraft.DrinkingWaterSafe),
            "",
            (row, v) => row.Person = row.Person with { DrinkingWaterSafe = v }
        ),
        YesNo(
            "生活用电是否安全",
            nameof(ElderDraft.HomeElectricitySafe),
            "",
            (row, v) => row.Person = row.Person with { HomeElectricitySafe = v }
        ),
        YesNo(
            "住房是否安全",
            nameof(ElderDraft.HouseSafe),
            "",
            (row, v) => row.Person = row.Person with { HouseSafe = v }
        ),
        Amount(
            "家庭每月收入",
            nameof(ElderDraft.MonthlyIncome),
            "元",
            (row, v) => row.Person = row.Person with { MonthlyIncome = v }
        ) with
        {
            Aliases = ["家庭每月收入(元)", "月收入"],
            Example = "1200",
        },
        Text(
            "领取补贴情况",
            nameof(ElderDraft.Benefits),
            "每月领取的养老保险、救助和补贴",
            (row, v) => row.Person = row.Person with { Benefits = v }
        ) with
        {
            Aliases = ["家庭每月领取养老保险、社会救助和社会福利补贴等情况"],
        },
        new(
            "帮扶单位",
            nameof(ElderDraft.HelpingBodies),
            ColumnKind.Text,
            $"可以填几个，用分号隔开：{string.Join("；", Bodies.Select(b => b.Word))}",
            Help
        )
        {
            Aliases = ["帮扶单位(组织)"],
            Example = "企业；志愿者",
        },
        Text(
            "帮扶责任人",
            nameof(ElderDraft.HelpResponsible),
            "",
            (row, v) => row.Person = row.Person with { HelpResponsible = v }
        ),
        Text(
            "帮扶措施",
            nameof(ElderDraft.HelpMeasures),
            "",
            (row, v) => row.Person = row.Person with { HelpMeasures = v }
        ),
    ];

    /// <summary>The names hold the comma that separates them elsewhere, so each known name is taken out of the text.</summary>
    private static Unreadable? Help(Cell cell, RowDraft row)
    {
        var left = (cell.AsText ?? "").Replace('（', '(').Replace('）', ')');
        var found = HelpingBodies.None;
        foreach (var (word, body) in Bodies)
        {
            if (left.Contains(word, StringComparison.Ordinal))
            {
                left = left.Replace(word, "", StringComparison.Ordinal);
                found |= body;
            }
        }

        if (left.Any(c => !char.IsWhiteSpace(c) && c is not (';' or '；' or ',' or '，' or '、' or '/')))
        {
            return new Unreadable("有不在表上的帮扶单位", $"只填 {string.Join("；", Bodies.Select(b => b.Word))}");
        }

        row.Person = row.Person with { HelpingBodies = found };
        return null;
    }
}
