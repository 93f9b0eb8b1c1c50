namespace Tanfang.Policy;

/// <summary>Ages in full years; 29 February has its birthday on 28 February in common years.</summary>
public static class Ages
{
    /// <summary>The day on which somebody becomes <paramref name="years"/> old.</summary>
    public static DateOnly Birthday(DateOnly birthDate, int years) => birthDate.AddYears(years);

    /// <summary>Full years on a day; the birthday counts. 0 before birth.</summary>
    public static int On(DateOnly birthDate, DateOnly day)
    {
        var years = Math.Max(0, day.Year - birthDate.Year);
        return years > 0 && Birthday(birthDate, years) > day ? years - 1 : years;
    }
}
