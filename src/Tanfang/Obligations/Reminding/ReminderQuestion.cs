using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Obligations.Reminding;

/// <summary>What a reminder list is asked for; the same words on the page, on paper and in the workbook.</summary>
/// <param name="Responsible">A visitor's id, "none" for people without one, null for all.</param>
public sealed record ReminderQuestion(string? Division, int Days, string? Responsible)
{
    public const int DefaultDays = 3;
    public const int MostDays = 31;

    /// <summary>Where the list of this question is, with another way to look at it.</summary>
    public string At(string path = "/reminders", string? handler = null, string? responsible = null) =>
        Link.To(
            path,
            ("handler", handler),
            ("division", Division),
            ("days", Days == DefaultDays ? null : Days),
            ("responsible", responsible ?? Responsible)
        );

    public static int DaysFrom(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= MostDays
            ? days
            : DefaultDays;
}

/// <summary>The groups that a question asks for, and when each responsible person was last reminded.</summary>
public sealed class ReadReminders(TanfangDb db, FindUrgent find)
{
    public async Task<IReadOnlyList<UrgentGroup>> Groups(
        Scope scope,
        int? divisionId,
        ReminderQuestion asked,
        CancellationToken cancel
    )
    {
        var groups = await find.Run(scope, divisionId, asked.Days, cancel);
        return asked.Responsible is null ? groups : [.. groups.Where(g => g.Key == asked.Responsible)];
    }

    /// <summary>By the key of a group.</summary>
    public async Task<IReadOnlyDictionary<string, Reminder>> Last(
        IReadOnlyList<UrgentGroup> groups,
        CancellationToken cancel
    )
    {
        var ids = groups.Select(g => g.VisitorId).ToList();
        var newest = await db
            .Reminders.AsNoTracking()
            .Where(r => ids.Contains(r.VisitorId))
            .GroupBy(r => r.VisitorId)
            .Select(g => g.OrderByDescending(r => r.At).ThenByDescending(r => r.Id).First())
            .ToListAsync(cancel);
        return newest.ToDictionary(r => r.VisitorId?.ToString("N") ?? "none");
    }
}
