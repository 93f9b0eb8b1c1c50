using Tanfang.Exchange.Columns;
using Tanfang.Exchange.Reading;
using Xunit;

namespace Tanfang.Tests.Exchange;

public sealed class ChineseDateTests
{
    [Theory]
    [InlineData("2025-01-02")]
    [InlineData("2025/1/2")]
    [InlineData("2025.1.2")]
    [InlineData("2025年1月2日")]
    [InlineData("2025 年 01 月 02 日")]
    [InlineData("２０２５年１月２日")]
    [InlineData("20250102")]
    [InlineData("二〇二五年一月二日")]
    [InlineData("二零二五年一月二日")]
    [InlineData("二○二五年一月二日")]
    [InlineData("2025-01-02 00:00:00")]
    [InlineData("2025/1/2 0:00")]
    [InlineData("45659")]
    [InlineData("2025年1月2日 星期四")]
    [InlineData("2025-01-02（周四）")]
    public void However_it_is_written_the_day_is_the_same(string text) =>
        Assert.Equal(new DateOnly(2025, 1, 2), ChineseDate.Read(new Cell(text), false).Day);

    [Theory]
    [InlineData("一九四一年十二月二十三日", 1941, 12, 23)]
    [InlineData("一九四一年十月十日", 1941, 10, 10)]
    [InlineData("一九四一年十一月三十日", 1941, 11, 30)]
    [InlineData("一九四〇年二月二十九日", 1940, 2, 29)]
    public void Chinese_numerals_are_read(string text, int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), ChineseDate.Read(new Cell(text), false).Day);

    [Theory]
    [InlineData(45659, false)]
    [InlineData(44197, true)] // the same day in a workbook that counts from 1904
    [InlineData(45659.75, false)]
    [InlineData(20250102, false)]
    public void A_sheets_number_is_read_as_its_workbook_counts(double number, bool from1904) =>
        Assert.Equal(new DateOnly(2025, 1, 2), ChineseDate.Read(new Cell(null, number), from1904).Day);

    [Theory]
    [InlineData("农历一九四一年二月初五", "是农历日期")]
    [InlineData("1941年正月十五", "是农历日期")]
    [InlineData("1941年腊月二十三", "是农历日期")]
    [InlineData("辛巳年二月初五", "是农历日期")]
    [InlineData("2025-02-29", "没有这一天")]
    [InlineData("2025-13-01", "没有这一天")]
    [InlineData("0230-01-01", null)]
    [InlineData("2025-01-02T00:00:00Z", "日期里带有时区")]
    [InlineData("2025-01-02T08:00:00+08:00", "日期里带有时区")]
    [InlineData("25-1-2", "年份只有两位，不知是哪个世纪")]
    [InlineData("41.3.2", "年份只有两位，不知是哪个世纪")]
    [InlineData("41年3月2日", "年份只有两位，不知是哪个世纪")]
    [InlineData("2025", "只有年或年月，没有日")]
    [InlineData("2026年1月", "只有年或年月，没有日")]
    [InlineData("1941.03", "只有年或年月，没有日")]
    [InlineData("194103", "只有年或年月，没有日")]
    [InlineData("一九四一年三月", "只有年或年月，没有日")]
    [InlineData("2025-01/02", "不是日期")]
    [InlineData("不详", "不是日期")]
    [InlineData("1941年", "只有年或年月，没有日")]
    public void What_is_no_solar_day_is_refused_with_the_way_out(string text, string? reason)
    {
        var (day, problem) = ChineseDate.Read(new Cell(text), false);

        // The year 230 is a day; that nobody was born then is for the person's own guards to say.
        Assert.Equal(reason is null, day is not null);
        Assert.Equal(reason, problem?.Reason);
        Assert.NotEqual("", problem?.Remedy);
    }
}
