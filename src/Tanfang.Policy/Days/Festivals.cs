using System.Globalization;

namespace Tanfang.Policy;

/// <summary>The days of the traditional festivals. Lunar ones come from the calendar, 清明 from a table.</summary>
public static class Festivals
{
    /// <summary>First year for which all festivals are known.</summary>
    public const int FirstYear = 2010;

    /// <summary>Last year for which all festivals are known.</summary>
    public const int LastYear = 2099;

    // The day of April on which 清明 falls, one digit a year from FirstYear. A solar term is observed, not counted;
    // this is the published rule for the century, floor(0.2422 y + 4.81) - floor(y / 4) with y the year's last two digits.
    private const string QingmingDays =
        "554455445544554455445544554455444544454445444544454445444544454444444444444444444444444444";

    private static readonly DateOnly[,] Days = Table();

    /// <summary>The day of a festival; null outside the years that are known.</summary>
    public static DateOnly? DayOf(Festival festival, int year) =>
        year is < FirstYear or > LastYear ? null : Days[year - FirstYear, (int)festival];

    /// <summary>名称, e.g. 春节.</summary>
    public static string NameOf(Festival festival) =>
        festival switch
        {
            Festival.SpringFestival => "春节",
            Festival.LanternFestival => "元宵",
            Festival.Qingming => "清明",
            Festival.DragonBoat => "端午",
            Festival.MidAutumn => "中秋",
            _ => "重阳",
        };

    private static DateOnly[,] Table()
    {
        var calendar = new ChineseLunisolarCalendar();
        var days = new DateOnly[LastYear - FirstYear + 1, Enum.GetValues<Festival>().Length];
        for (var year = FirstYear; year <= LastYear; year++)
        {
            var row = year - FirstYear;
            days[row, (int)Festival.SpringFestival] = Lunar(calendar, year, 1, 1);
            days[row, (int)Festival.LanternFestival] = Lunar(calendar, year, 1, 15);
            days[row, (int)Festival.Qingming] = new DateOnly(year, 4, QingmingDays[row] - '0');
            days[row, (int)Festival.DragonBoat] = Lunar(calendar, year, 5, 5);
            days[row, (int)Festival.MidAutumn] = Lunar(calendar, year, 8, 15);
            days[row, (int)Festival.DoubleNinth] = Lunar(calendar, year, 9, 9);
        }
        return days;
    }

    private static DateOnly Lunar(ChineseLunisolarCalendar calendar, int year, int month, int day)
    {
        // GetLeapMonth counts in a year of 13 months: the months from it on are shifted by one.
        var leap = calendar.GetLeapMonth(year);
        var position = leap > 0 && month >= leap ? month + 1 : month;
        return DateOnly.FromDateTime(calendar.ToDateTime(year, position, day, 0, 0, 0, 0));
    }
}
