namespace Tanfang.Obligations;

/// <summary>What has to be done soon, defined once for lists and for print.</summary>
public static class DueSoon
{
    /// <summary>Open and ending by this week's Sunday.</summary>
    public static IQueryable<Obligation> DueThisWeek(this IQueryable<Obligation> obligations, DateOnly today)
    {
        var nextMonday = today.AddDays(7 - ((int)today.DayOfWeek + 6) % 7);
        return obligations.Where(o => o.State == ObligationState.Due && o.Until > today && o.Until <= nextMonday);
    }
}
