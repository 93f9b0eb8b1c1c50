namespace Tanfang.Policy;

/// <summary>The calendar's periods (our reading `periods`: calendar, Monday to Sunday).</summary>
public static class Periods
{
    /// <summary>The calendar period that holds a day; for <see cref="Every.Situation"/> the day itself.</summary>
    public static DayRange Containing(Every every, DateOnly day)
    {
        switch (every)
        {
            case Every.Week:
                var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
                return new(monday, monday.AddDays(7));
            case Every.Month:
                var first = new DateOnly(day.Year, day.Month, 1);
                return new(first, first.AddMonths(1));
            case Every.Quarter:
                var quarter = new DateOnly(day.Year, (day.Month - 1) / 3 * 3 + 1, 1);
                return new(quarter, quarter.AddMonths(3));
            default:
                return new(day, day.AddDays(1));
        }
    }
}
