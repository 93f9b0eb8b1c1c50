namespace Tanfang.Exchange.Importing;

/// <summary>The states of an import in the reader's words.</summary>
internal static class ImportWords
{
    public static string Of(ImportState state) =>
        state switch
        {
            ImportState.Checked => "已检查，未写入",
            ImportState.Waiting => "等待导入",
            ImportState.Running => "正在导入",
            ImportState.Done => "已完成",
            ImportState.Failed => "没有完成",
            ImportState.Cancelled => "已放弃",
            ImportState.Unmapped => "等待对应列",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

    public static string Badge(ImportState state) =>
        state switch
        {
            ImportState.Done => "badge-done",
            ImportState.Failed => "badge-bad",
            ImportState.Cancelled => "badge-off",
            _ => "badge-due",
        };
}
