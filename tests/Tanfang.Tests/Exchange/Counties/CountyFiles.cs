using System.Text;
using Tanfang.TestKit;
using static Tanfang.Tests.Exchange.ElderSheet;

namespace Tanfang.Tests.Exchange.Counties;

/// <summary>The ten workbooks of Files/counties/README.md, which tells the story of each.</summary>
internal static class CountyFiles
{
    static CountyFiles() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static DateOnly Born(int n) => new DateOnly(1941, 3, 2).AddDays(n);

    /// <summary>1 卫健办: two header rows, merged villages, notes above, a total below.</summary>
    public static byte[] Disabled()
    {
        var book = new CountyBook();
        book.Sheet("失能")
            .Row("黎城县东阳关镇2026年失能老年人名单")
            .Row("填报单位：东阳关镇卫生院", null, null, null, null, "填报日期：2026.10.8")
            .Row("序号", "村名", "基本情况", null, null, "家庭情况", null, "备注")
            .Row(null, null, "姓 名", "身份证号码", "联系方式", "居住情况", "失能等级", null)
            .Row(1, "东阳关村", "赵大山", Number(101), "13800000101", "独居", "重度", null)
            .Row(2, null, "钱桂香", Number(102), "13800000102", "与子女同住", "中度", "常年卧床")
            .Row(3, "辛村", "孙满仓", Number(103), "13800000103", "空巢", "轻度", null)
            .Row(4, null, "李秋菊", Number(104), "/", "独居", "失智", null)
            .Row(5, null, "周改莲", Number(105), null, "独自居住", "不清楚", null)
            .Row("合计", null, "5 人")
            .Row("填表人：王会计", null, null, "审核：")
            .Merge("A1:H1", "C3:E3", "F3:G3", "A3:A4", "B3:B4", "H3:H4", "B5:B6", "B7:B9");
        return book.ToBytes();
    }

    /// <summary>2 民政办: a sheet for each village, named so; a summary and a hidden draft between.</summary>
    public static byte[] Villages()
    {
        var book = new CountyBook();
        book.Sheet("汇总").Row("村", "人数").Row("上湾村", 2).Row("下湾村", 1).Row("合计", 3);
        foreach (var (village, first, count) in new[] { ("上湾村", 201, 2), ("下湾村", 211, 1) })
        {
            var sheet = book.Sheet(village)
                .Row("东阳关镇独居老人花名册")
                .Row("姓名", "性别", "身份证", "出生年月日", "家庭地址");
            sheet.Merge("A1:E1");
            for (var n = first; n < first + count; n++)
            {
                sheet.Row($"吴{(char)('一' + n)}", n == 202 ? 0 : 2, Number(n), Born(n), $"{n} 号");
            }
        }

        book.Sheet("底稿", hidden: true)
            .Row("东阳关镇独居老人花名册")
            .Row("姓名", "性别", "身份证", "出生年月日", "家庭地址")
            .Row("作废", "1", Number(299), Born(299), "x");
        return book.ToBytes();
    }

    /// <summary>3 乡镇: text in GBK, notes above, the village written once and then left empty.</summary>
    public static byte[] Gbk() =>
        Encoding
            .GetEncoding("gb18030")
            .GetBytes(
                string.Join(
                    "\r\n",
                    "黎城县上遥镇特殊困难老年人摸底表,,,,",
                    "注：一式两份,,,,",
                    "村（社区）,老人姓名,证件号码,老年人类型,地址",
                    $"河南村,郑有福,{Number(301)},独居、低保,三组",
                    $",王兰英,{Number(302)},空巢老人；残疾,四组",
                    $",冯铁蛋,{Number(303)},高龄,五组",
                    $"河西村,陈巧云,{Number(304)},失独 半失能,\"六组\n东头\"",
                    $",褚喜梅,{Number(305)},光棍,七组",
                    ""
                )
            );

    /// <summary>4 残联: a Mac's workbook that counts from 1904; some days are figures, some text.</summary>
    public static byte[] From1904()
    {
        var book = new CountyBook(from1904: true);
        book.Sheet("Sheet1")
            .Row("姓名", "出生日期", "区（县）", "镇", "所在村", "残疾证号", "残疾")
            .Row("卫石头", new DateOnly(1941, 3, 4), "黎城县", "西井镇", "西井", null, "是")
            .Row(
                "蒋二妮",
                new DateOnly(1942, 5, 6).DayNumber - new DateOnly(1904, 1, 1).DayNumber,
                "黎城县",
                "西井镇",
                "西井",
                null,
                "√"
            )
            .Row("沈老三", "1943年7月", "黎城县", "西井镇", "东井", null, 1)
            .Row("韩腊月", "三七、冬月初五", "黎城县", "西井镇", "东井", null, "有")
            .Row("杨小满", "38.5.6", "黎城县", "西井镇", "东井", null, "是");
        return book.ToBytes();
    }

    /// <summary>5 社保所: numbers that Excel has counted with.</summary>
    public static byte[] Mangled()
    {
        var book = new CountyBook();
        book.Sheet("名册")
            .Row("对象姓名", "身份证件号码", "手机", "县区", "乡镇(街道)", "行政村", "低保情况")
            .Row("朱爱花", "9.90101E+17", 13800000501d, "黎城县", "上遥镇", "河西村", "低保户")
            .Row("秦守田", 990101194107200123d, 13800000502d, "黎城县", "上遥镇", "河西村", "无")
            .Row("尤麦香", "'" + Number(503), "1.38E+10", "黎城县", "上遥镇", "河西村", "五保")
            .Row("许根生", " " + Number(504) + " ", "１３８０００００５０４", "黎城县", "上遥镇", "河西村", null);
        return book.ToBytes();
    }

    /// <summary>6 村会计: hidden rows and a hidden column that hold the numbers, formulas for the ages.</summary>
    public static byte[] Hidden()
    {
        var book = new CountyBook();
        book.Sheet("善业村")
            .Row("善业村老人台账")
            .Row("姓名", "身份证号", "年龄", "门牌号", "责任人")
            .Row("何润生", Number(601), new CountyBook.Formula("2026-MID(B3,7,4)", "85"), "一组1号", "刘网格")
            .Hidden("吕翠花", Number(602), new CountyBook.Formula("2026-MID(B4,7,4)", "85"), "一组2号", "刘网格")
            .Row("施来顺", Number(603), new CountyBook.Formula("2026-MID(B5,7,4)", "84"), "一组3号", "同上")
            .Merge("A1:E1")
            .HideColumn(2);
        return book.ToBytes();
    }

    /// <summary>7 two lists pasted together: one number with two names, one person twice.</summary>
    public static byte[] TwoNames()
    {
        var book = new CountyBook();
        book.Sheet("合并")
            .Row("姓名", "公民身份证号", "县", "乡镇", "村居", "人员类别")
            .Row("张金锁", Number(701), "黎城县", "东阳关镇", "长宁村", "独居")
            .Row("张金所", Number(701), "黎城县", "东阳关镇", "长宁村", "独居")
            .Row("孔繁荣", Number(702), "黎城县", "东阳关镇", "长宁村", "空巢")
            .Row("孔繁荣", Number(702), "黎城县", "东阳关镇", "长宁村", "空巢")
            .Row("曹", Number(703), "黎城县", "东阳关镇", "长宁村", "空巢");
        return book.ToBytes();
    }

    /// <summary>8 民族村: rare characters, dots in names, days in every spelling.</summary>
    public static byte[] Rare()
    {
        var book = new CountyBook();
        book.Sheet("名单")
            .Row("姓名", "男/女", "出生时间", "县", "乡镇", "村", "是否独居老人")
            .Row("𠮷田福", "男", "一九四一年三月四日", "黎城县", "东阳关镇", "小口村", "√")
            .Row("䶮秀珍", "女", "1942/5/6", "黎城县", "东阳关镇", "小口村", "×")
            .Row("买买提．艾山", "男性", "1940.2.29", "黎城县", "东阳关镇", "小口村", "是")
            .Row("阿依\u200B古丽", "2", "１９４３年７月８日", "黎城县", "东阳关镇", "小口村", "—")
            .Row("王\uE000花", "女", "农历一九四四年二月初二", "黎城县", "东阳关镇", "小口村", "是");
        return book.ToBytes();
    }

    /// <summary>9 made by LibreOffice as Excel 97 keeps it: two header rows with ticks, counted from 1904.</summary>
    public static byte[] Old() =>
        File.ReadAllBytes(
            Path.Combine(Repository.Root, "tests", "Tanfang.Tests", "Exchange", "Files", "counties", "ticks-97.xls")
        );

    /// <summary>What 9 was converted from.</summary>
    public static byte[] OldSource()
    {
        var book = new CountyBook(from1904: true);
        book.Sheet("打勾表")
            .Row("老人姓名", "出生日期", "现居村", "类别（打√）", null, null)
            .Row(null, null, null, "独居老人", "失能老人", "低保户")
            .Row(
                "戚狗剩",
                new DateOnly(1941, 3, 4).DayNumber - new DateOnly(1904, 1, 1).DayNumber,
                "枣镇村",
                "√",
                null,
                "√"
            )
            .Row("谢毛女", new DateOnly(1942, 5, 6), "枣镇村", null, "√", null)
            .Row("邹丑小", "1943-02-30", "枣镇村", "√", null, null)
            .Merge("A1:A2", "B1:B2", "C1:C2", "D1:F1");
        return book.ToBytes();
    }

    /// <summary>10 printed page by page: villages as headings, the header again, rows prepared and never filled.</summary>
    public static byte[] Printed()
    {
        object?[] header = ["序号", "姓名", "身份证号", "老人类别", "联系电话"];
        var book = new CountyBook();
        book.Sheet("Sheet1")
            .Row("黎城县西井镇留守老年人统计表")
            .Row(header)
            .Row(1, 2, 3, 4, 5)
            .Row("一、北坡村（2人）")
            .Row(1, "喻三旦", Number(1001), "留守", "13800001001")
            .Row(2, "柏五孩", Number(1002), "留守 经济困难", "0355-6561234")
            .Row("小计", "2 人")
            .Row(header)
            .Row("二、岭头村（2人）")
            .Row(3, "水仙娥", Number(1003), "留守", "6561234")
            .Row(4, "窦双喜", Number(1004), "留守", null)
            .Row(5)
            .Row(6)
            .Row("总计", "4 人")
            .Merge("A1:E1", "A4:E4", "A9:E9");
        return book.ToBytes();
    }
}
