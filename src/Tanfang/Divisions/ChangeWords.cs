namespace Tanfang.Divisions;

/// <summary>A change in the words of the office.</summary>
public static class ChangeWords
{
    public static string Kind(ChangeKind kind) =>
        kind switch
        {
            ChangeKind.Merge => "合并",
            ChangeKind.Split => "拆分",
            ChangeKind.Rename => "更名",
            ChangeKind.Move => "改变隶属",
            ChangeKind.Recode => "改代码",
            ChangeKind.Convert => "撤村改居",
            ChangeKind.Withdraw => "撤销",
            _ => "恢复",
        };

    public static string What(ChangeKind kind) =>
        kind switch
        {
            ChangeKind.Merge => "几个村（社区）或乡镇并成一个，已有的或新设的",
            ChangeKind.Split => "一个村（社区）分成几个，老人按组、门牌或逐户划定",
            ChangeKind.Rename => "只改名称，还是原来的地方和代码",
            ChangeKind.Move => "村（社区）划归另一个乡镇，已有的或新设的",
            ChangeKind.Recode => "只换官方代码，还是原来的地方和名称",
            ChangeKind.Convert => "村改为社区（居委会），居住地类型随之改变",
            ChangeKind.Withdraw => "没有老人居住的村（社区）或乡镇，不再使用",
            _ => "把撤销的恢复起来",
        };

    public static string State(ChangeState state) =>
        state switch
        {
            ChangeState.Draft => "草稿",
            ChangeState.Planned => "等待生效",
            ChangeState.Effective => "已生效",
            _ => "已取消",
        };

    public static string Badge(ChangeState state) =>
        state switch
        {
            ChangeState.Planned => "badge-due",
            ChangeState.Effective => "badge-done",
            _ => "badge-off",
        };

    /// <summary>东坡村、西坡村合并为双坡村; what has not been written yet is left out.</summary>
    public static string Sentence(ChangeKind kind, IEnumerable<DivisionChangePart> parts)
    {
        var byRole = parts.OrderBy(p => p.Ordinal).ToLookup(p => p.Role);
        var from = string.Join("、", byRole[PartRole.Source].Select(p => p.Name));
        var to = string.Join("、", byRole[PartRole.Target].Select(p => p.Name ?? p.Code).Where(n => n is not null));
        return kind switch
        {
            _ when from.Length == 0 && kind != ChangeKind.Restore => "还没有选区划",
            ChangeKind.Merge => byRole[PartRole.Target].All(p => p.IsNew) ? $"{from}合并为{to}" : $"{from}并入{to}",
            ChangeKind.Split => $"{from}分为{to}",
            ChangeKind.Rename => $"{from}更名为{to}",
            ChangeKind.Move => $"{from}划归{to}",
            ChangeKind.Recode => $"{from}的代码改为{string.Join("、", byRole[PartRole.Target].Select(p => p.Code))}",
            ChangeKind.Convert => $"{from}改为{to}",
            ChangeKind.Withdraw => $"{from}撤销",
            _ => $"恢复{to}",
        };
    }
}
