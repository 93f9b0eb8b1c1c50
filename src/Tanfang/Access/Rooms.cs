using Tanfang.Shared;

namespace Tanfang.Access;

/// <summary>The rooms of the main navigation, and into which of them whoever asks may go.</summary>
public static class Rooms
{
    private static readonly (string Url, string Name, Right Right)[] All =
    [
        ("/", "工作台", Right.People),
        ("/elders", "老人台账", Right.People),
        ("/screenings", "摸底排查", Right.People),
        ("/obligations", "应访", Right.People),
        ("/rates", "月探访率", Right.Figures),
        ("/entry", "补录", Right.Desk),
        ("/print", "打印", Right.Desk),
        ("/import", "导入", Right.Desk),
        ("/visitors", "探访人员", Right.People),
        ("/quarantine", "待处理记录", Right.Desk),
        ("/policies", "政策", Right.SignedIn),
        ("/divisions", "行政区划", Right.SignedIn),
        ("/situations", "特殊时段", Right.People),
        ("/audit", "审计", Right.Audit),
        ("/accounts", "账号", Right.Accounts),
        ("/operations", "运行", Right.Operations),
    ];

    /// <summary>Without sign-in all of them but the accounts; signed out none.</summary>
    public static IReadOnlyList<(string Url, string Name)> For(HttpContext context)
    {
        var rights = IsOpen(context) ? ~Right.Accounts : context.Features.Get<AskingUser>()?.Rights ?? Right.None;
        return [.. All.Where(r => rights.HasFlag(r.Right)).Select(r => (r.Url, r.Name))];
    }

    /// <summary>Where somebody lands to whom the desk is closed: in the first room that not everybody may enter.</summary>
    public static string? FirstFor(AskingUser user) =>
        All.Where(r => r.Right != Right.SignedIn && user.Rights.HasFlag(r.Right)).Select(r => r.Url).FirstOrDefault();

    /// <summary>Nobody signs in here yet: whoever sits at this machine may everything.</summary>
    public static bool IsOpen(HttpContext context) => context.Features.Get<CurrentUser>() == CurrentUser.Local;

    /// <summary>No place for real people: nobody signs in, or somebody of a demo does.</summary>
    public static bool IsForTrial(HttpContext context) =>
        IsOpen(context) || context.Features.Get<AskingUser>()?.Account.IsDemo == true;

    public static bool MaySearch(HttpContext context) => May(context, Right.People);

    public static bool May(HttpContext context, Right right) =>
        IsOpen(context) || context.Features.Get<AskingUser>()?.Rights.HasFlag(right) == true;
}
