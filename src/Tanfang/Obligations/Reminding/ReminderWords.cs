using Tanfang.Shared;

namespace Tanfang.Obligations.Reminding;

/// <summary>A reminder in words: the same on the page, on paper and in a message.</summary>
public static class ReminderWords
{
    /// <summary>A message names so many; the rest is in the list.</summary>
    public const int NamedInMessage = 10;

    public static string Of(ReminderWay way) =>
        way switch
        {
            ReminderWay.Printed => "打印交给",
            ReminderWay.Message => "发消息",
            _ => "当面或电话",
        };

    /// <summary>逾期 5 天（11-14 应访） or 11-21 到期.</summary>
    public static string Of(UrgentDuty duty, DateOnly today) =>
        duty.Overdue ? $"逾期 {today.DayNumber - duty.Until.DayNumber} 天（{duty.Until:MM-dd} 起）"
        : duty.DueOn == today ? "今天到期"
        : $"{duty.DueOn:MM-dd} 到期";

    /// <summary>2 人逾期、1 人 3 天内到期.</summary>
    public static string Counts(UrgentGroup group, int days) => Counts(group.Overdue, group.DueSoon, days);

    public static string Counts(int overdue, int dueSoon, int days) =>
        (overdue, dueSoon) switch
        {
            (_, 0) => $"{overdue} 人逾期",
            (0, _) => $"{dueSoon} 人{Within(days)}到期",
            _ => $"{overdue} 人逾期、{dueSoon} 人{Within(days)}到期",
        };

    public static string Within(int days) => days == 0 ? "今天" : $" {days} 天内";

    /// <summary>Short enough to be pasted into a chat; names masked, no numbers of anybody, and where the whole list is.</summary>
    public static string Message(UrgentGroup group, int days, DateOnly today, string asOf, string link)
    {
        var named = group
            .Elders.Take(NamedInMessage)
            .Select(e => $"{Mask.Name(e.Name)}（{e.Home.Division.Name}，{Of(e.Duties[0], today)}）");
        var rest = group.Elders.Count - NamedInMessage;
        return $"【探访提醒】{group.Name}：您负责的老人中 {Counts(group, days)}。"
            + string.Join('、', named)
            + (rest > 0 ? $"，另有 {rest} 人" : "")
            + $"。请尽快探访并记录。名单：{link}（数据截至 {asOf}）";
    }
}
