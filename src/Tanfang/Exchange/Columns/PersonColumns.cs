using Tanfang.Registry;
using static Tanfang.Exchange.Columns.ColumnKinds;

namespace Tanfang.Exchange.Columns;

/// <summary>一、探访对象基本情况: who, where, how to reach them.</summary>
internal static class PersonColumns
{
    public static IReadOnlyList<Column> All { get; } =
    [
        Text("姓名", nameof(ElderDraft.Name), "", (row, v) => row.Person = row.Person with { Name = v }) with
        {
            IsRequired = true,
            Example = "张桂英",
            Aliases = ["被探访人姓名", "老人姓名"],
        },
        Choice(
            "性别",
            nameof(ElderDraft.Sex),
            "有公民身份号码时可以不填",
            [
                ("男", row => row.Person = row.Person with { Sex = Sex.Male }),
                ("女", row => row.Person = row.Person with { Sex = Sex.Female }),
            ]
        ),
        Number(
            "公民身份号码",
            nameof(ElderDraft.IdNumber),
            "18 位；这一列须为文本格式",
            (row, v) => row.Person = row.Person with { IdNumber = v }
        ) with
        {
            Aliases = ["身份证号", "身份证号码", "身份证", "公民身份证号码", "证件号码"],
            Example = "990101194103020020",
        },
        Date(
            "出生日期",
            nameof(ElderDraft.BirthDate),
            "公历；有公民身份号码时可以不填",
            (row, v) => row.Person = row.Person with { BirthDate = v }
        ) with
        {
            Aliases = ["出生年月日", "出生年月", "生日"],
            Example = "1941-03-02",
        },
        Text("市", "City", "全国有同名的县时才需要填", (row, v) => row.City = v) with
        {
            Example = "长治市",
            Aliases = ["地级市", "市(州、盟)"],
        },
        Text("县", "County", "县、市、区或旗；填了区划代码的可以不填", (row, v) => row.County = v) with
        {
            Example = "黎城县",
            Aliases = ["县(市、区、旗)", "县区", "区县", "县(区)", "县(市、区)"],
        },
        Text("乡镇", "Township", "乡、镇或街道", (row, v) => row.Township = v) with
        {
            Example = "东阳关镇",
            Aliases = ["乡镇(街道)", "街道", "乡(镇)", "乡镇街道"],
        },
        Text("村", nameof(ElderDraft.HomeId), "现在居住的村、社区或嘎查", (row, v) => row.Village = v) with
        {
            Example = "东阳关村",
            Aliases = ["村(居)", "村居", "村(社区)", "村社区", "社区"],
        },
        Number(
            "区划代码",
            "DivisionCode",
            "村（居）的 12 位统计代码，可以代替县、乡镇、村",
            (row, v) => row.DivisionCode = v
        ) with
        {
            Aliases = ["行政区划代码", "村代码"],
        },
        Text(
            "住址",
            nameof(ElderDraft.Address),
            "村以下：组、门牌",
            (row, v) => row.Person = row.Person with { Address = v }
        ) with
        {
            Example = "三组 12 号",
            Aliases = ["家庭住址", "详细地址", "地址", "门牌"],
        },
        YesNo(
            "农村牧区",
            nameof(ElderDraft.Rural),
            "空着按村、社区的名称判断",
            (row, v) => row.Person = row.Person with { Rural = v }
        ),
        YesNo(
            "是否居住在户籍所在地",
            nameof(ElderDraft.LivesAtRegisteredResidence),
            "",
            (row, v) => row.Person = row.Person with { LivesAtRegisteredResidence = v }
        ),
        Number(
            "电话",
            nameof(ElderDraft.Phone),
            "手机，或带区号的固定电话",
            (row, v) => row.Person = row.Person with { Phone = v }
        ) with
        {
            Example = "13800001234",
            Aliases = ["联系电话", "手机", "手机号", "手机号码", "本人电话"],
        },
        .. Enumerable.Range(0, RowDraft.ContactSlots).SelectMany(Contact),
    ];

    private static IEnumerable<Column> Contact(int at)
    {
        var title = $"紧急联系人{at + 1}";
        var hint = at == 0 ? "最先拨打的人" : "";
        void Put(RowDraft row, Func<ContactDraft, ContactDraft> change) => row.Contacts[at] = change(row.Contacts[at]);
        yield return Text(title, $"Contacts[{at}].Name", hint, (row, v) => Put(row, c => c with { Name = v })) with
        {
            Aliases = at == 0 ? ["紧急联系人", "紧急联系人姓名"] : [],
        };
        yield return Text(
            $"{title}关系",
            $"Contacts[{at}].Relation",
            "如 长子、女儿、邻居",
            (row, v) => Put(row, c => c with { Relation = v })
        );
        yield return Number(
            $"{title}电话",
            $"Contacts[{at}].Phone",
            "",
            (row, v) => Put(row, c => c with { Phone = v })
        ) with
        {
            Aliases = at == 0 ? ["紧急联系人电话", "紧急联系人联系电话", "紧急联系电话"] : [],
        };
    }
}
