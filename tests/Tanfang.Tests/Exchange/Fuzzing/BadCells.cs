using System.Globalization;
using System.Text;

namespace Tanfang.Tests.Exchange.Fuzzing;

/// <summary>
/// What stands in cells that should not: numbers that a spreadsheet spoilt, days that are none, characters that look like others, text that a
/// spreadsheet would calculate. Strings that begin with # are written as a workbook's numbers.
/// </summary>
internal static class BadCells
{
    private static readonly string[] Numbers =
    [
        // A wrong check character; x, full width, a Cyrillic Х; fifteen digits, of somebody over a hundred too.
        "990101194103020021",
        "99010119410302002x",
        "９９０１０１１９４１０３０２００２０",
        "99010119410302002Х",
        "990101410302002",
        "990101410302997",
        // Excel's; an abolished division; permits and foreign cards.
        "1.10E+17",
        "#9.90101194103020E+17",
        "#990101194103020000",
        "'990101194103020020",
        "330205194103020021",
        "830000194103020020",
        "911124194103020020",
        // Certificates: kind 8, grade 5, a replacement.
        "99010119410302002081",
        "99010119410302002015",
        "99010119410302002043B1",
        "99 0101 1941 0302 0020",
        "不详",
        "#-1",
        "#1E+308",
        "#4.9E-324",
        "#NaN",
        "#1E+400",
    ];

    private static readonly string[] Days =
    [
        "2099-01-01",
        "1850-01-01",
        "0230-01-01",
        "2025-02-29",
        "二〇二五年二月三十日",
        "一九四一年三月初二",
        "农历辛巳年二月初五",
        "1941-03-02T08:00:00Z",
        "1941-03-02T23:30:00+09:00",
        "41.3.2",
        "1941年3月",
        "#0",
        "#60",
        "#2958466",
        "#19410302",
        "#99999999",
        "#19411399",
        "1941-3-2(星期日)",
        "〇年廿月卅日",
        "十年十月十日",
        "1941年十十月十日",
    ];

    private static readonly string[] Names =
    [
        "阿依·古丽",
        "买买提•艾山．",
        "𠮷",
        "䶮",
        "\uE000",
        "王\u200B小\u202E明",
        "王",
        "王\u0301",
        "_x0000_",
        "王_x0000_五",
        "_xD842_",
        "_xDFB7__xD842_",
        "_xFFFF_",
        "王\uFFFD",
        "ﷺ",
        "🧓🏽",
    ];

    private static readonly string[] Words =
    [
        "=HYPERLINK(\"http://x.example\",\"看\")",
        "=cmd|'/c calc'!A1",
        "@SUM(1)",
        "+86 138 0000 0000",
        "-1",
        "0355-6561234转8、13800000000",
        "村",
        "县",
        "乡",
        "市",
        "社区居民委员会",
        "140426101201",
        "140426101",
        "１４０４２６",
        "长治市黎城县",
        "同上",
        "〃",
        "/",
        "——",
        "是",
        "否",
        "√",
        "合计",
        "填表人：",
        "\"未完",
        "a,b;c\td",
        "行一\n行二\r\n行三\r行四",
        "<![CDATA[x]]>",
        "&amp;&#0;",
        "' or 1=1 --",
        "%_[",
        "\0",
        "\u0007",
        " \u3000\u00A0\u2003",
        "NULL",
    ];

    private static readonly string[][] Kinds = [Numbers, Days, Names, Words];

    public static string Any(Random chance)
    {
        var kind = Kinds[chance.Next(Kinds.Length)];
        var cell = kind[chance.Next(kind.Length)];
        return chance.Next(40) switch
        {
            0 => Long(chance, cell),
            1 => cell + Any(chance),
            2 => "#"
                + ((chance.NextDouble() - 0.1) * Math.Pow(10, chance.Next(20))).ToString(
                    "R",
                    CultureInfo.InvariantCulture
                ),
            _ => cell,
        };
    }

    /// <summary>A spreadsheet's cell holds 32,767 characters; a text file's any.</summary>
    private static string Long(Random chance, string of)
    {
        var text = new StringBuilder();
        var length = (int)Math.Pow(10, 2 + (2.7 * chance.NextDouble()));
        while (text.Length < length)
        {
            text.Append(of.Length == 0 ? "长" : of);
        }

        return text.ToString();
    }
}
