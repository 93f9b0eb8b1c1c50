namespace Tanfang.Visits.Printing;

/// <summary>Print jobs in the words of a reader.</summary>
public static class PrintWords
{
    public static string Of(PrintState state) =>
        state switch
        {
            PrintState.Chosen => "待确认",
            PrintState.Waiting => "排队中",
            PrintState.Running => "正在准备",
            PrintState.Done => "已完成",
            PrintState.Failed => "没有做完",
            PrintState.Cancelled => "已取消",
            _ => "已删除",
        };

    public static string Badge(PrintState state) =>
        state switch
        {
            PrintState.Done => "badge-done",
            PrintState.Failed => "badge-bad",
            PrintState.Cancelled or PrintState.Dropped => "badge-off",
            _ => "badge-due",
        };

    public static string Kind(PrintJob job) =>
        !job.Filled ? "空白表"
        : job.Month is { } month ? $"已填表，{month:yyyy年M月}最后一次探访"
        : "已填表，最近一次探访";

    public static string LeftOut(string? why) =>
        why == "noVisit" ? "没有可打印的探访记录" : "已不在您的范围内，或档案已清除";
}
