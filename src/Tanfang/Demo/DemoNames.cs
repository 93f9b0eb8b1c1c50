using System.Globalization;

namespace Tanfang.Demo;

/// <summary>Names, numbers and phones of people who do not exist.</summary>
internal static class DemoNames
{
    private const string Surnames =
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎申郝解单";
    private const string MenFirst = "建国永福德文明世志金玉国保长春来有万天增连贵";
    private const string MenSecond = "祥林生明华海山根福贵成才义和平喜旺发顺虎奎田";
    private const string WomenFirst = "秀桂玉凤爱春月金改巧翠素兰彩俊润变粉先喜";
    private const string WomenSecond = "英兰花珍梅芳香莲娥仙枝荣琴萍女贞叶云棠";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public static string Name(Random random, bool woman) => Pick(random, Surnames) + Given(random, woman);

    public static string Given(Random random, bool woman) =>
        Pick(random, woman ? WomenFirst : MenFirst) + Pick(random, woman ? WomenSecond : MenSecond);

    /// <summary>
    /// A number that passes GB 11643 and was never issued: no division's code begins with 99. Each index has its own,
    /// whatever the birth date.
    /// </summary>
    public static string IdNumber(int index, DateOnly birth, bool woman)
    {
        var sequence = (index % 500 * 2) + (woman ? 0 : 1);
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $"99{index / 500 % 10000:D4}{birth:yyyyMMdd}{sequence:D3}"
        );
        var sum = body.Select((c, i) => (c - '0') * Weights[i]).Sum();
        return body + "10X98765432"[sum % 11];
    }

    /// <summary>A mobile number of the segment 160, which no operator holds.</summary>
    public static string Phone(Random random) =>
        string.Create(CultureInfo.InvariantCulture, $"160{random.Next(100_000_000):D8}");

    private static string Pick(Random random, string from) => from[random.Next(from.Length)].ToString();
}
