using Tanfang.Registry;
using static Tanfang.Exchange.Columns.ColumnKinds;

namespace Tanfang.Exchange.Columns;

/// <summary>二、家庭基本情况: the elder's own row, then the other members.</summary>
internal static class HouseholdColumns
{
    public static IReadOnlyList<Column> All { get; } =
    [
        Number(
            "户号",
            "HouseholdNumber",
            "同一村（居）里户号相同的各行合为一户，如同在名单上的夫妻",
            (row, v) => row.HouseholdNumber = v
        ) with
        {
            Aliases = ["户口簿号", "户口本号", "家庭编号", "户编号"],
        },
        Text(
            "与户主关系",
            nameof(ElderDraft.RelationToHead),
            "本人是户主的填 户主",
            (row, v) => row.Person = row.Person with { RelationToHead = v }
        ) with
        {
            Example = "户主",
        },
        Text("健康状况", nameof(ElderDraft.Health), "", (row, v) => row.Person = row.Person with { Health = v }),
        .. Enumerable.Range(0, RowDraft.MemberSlots).SelectMany(Member),
    ];

    private static IEnumerable<Column> Member(int at)
    {
        var (title, field) = ($"成员{at + 1}", $"Household[{at}]");
        void Put(RowDraft row, Func<MemberDraft, MemberDraft> change) => row.Members[at] = change(row.Members[at]);
        Action<RowDraft> Is(Assistance kind) => row => Put(row, m => m with { Assistance = kind });
        yield return Text(
            $"{title}姓名",
            $"{field}.Name",
            "同户的其他人",
            (row, v) => Put(row, m => m with { Name = v })
        );
        yield return Choice(
            $"{title}性别",
            $"{field}.Sex",
            "",
            [
                ("男", row => Put(row, m => m with { Sex = Sex.Male })),
                ("女", row => Put(row, m => m with { Sex = Sex.Female })),
            ]
        );
        yield return Number(
            $"{title}公民身份号码",
            $"{field}.IdNumber",
            "",
            (row, v) => Put(row, m => m with { IdNumber = v })
        );
        yield return Text(
            $"{title}与户主关系",
            $"{field}.Relation",
            "",
            (row, v) => Put(row, m => m with { Relation = v })
        );
        yield return Text($"{title}健康状况", $"{field}.Health", "", (row, v) => Put(row, m => m with { Health = v }));
        yield return Choice(
            $"{title}低保、特困",
            $"{field}.Assistance",
            "",
            [
                ("低保", Is(Assistance.MinimumLiving)),
                ("特困", Is(Assistance.ExtremelyPoor)),
                ("否", Is(Assistance.None)),
            ]
        );
    }
}
