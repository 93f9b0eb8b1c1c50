namespace Tanfang.Audit;

/// <summary>What each act is called. A test goes through the sources for acts without a word.</summary>
public static class ActionWords
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        [AuditActions.Read] = "查看了老人",
        [AuditActions.Listed] = "查看了名单",
        [AuditActions.OutOfReach] = "想看范围以外的老人，被拒绝",
        [AuditActions.Denied] = "被拒绝",
        [AuditActions.AnchorRenewed] = "重立了审计的锚",
        ["person.unmasked"] = "查看了完整信息",
        ["access.purposeStated"] = "写明了检查事由",
        ["export.asked"] = "申请了完整导出",
        ["export.approved"] = "批准了完整导出",
        ["export.refused"] = "没有批准完整导出",
        ["export.fetched"] = "下载了完整名单",
        ["erasure.asked"] = "申请删除个人信息",
        ["erasure.refused"] = "没有同意删除个人信息",
        ["elder.erased"] = "删除了个人信息",
        ["copy.issued"] = "出具了本人信息副本",
        ["access.passkeyAdded"] = "添加了通行密钥",
        ["access.passkeyRemoved"] = "移除了通行密钥",
        ["access.passkeysRemoved"] = "移除了账号的全部通行密钥",
        ["access.signedIn"] = "登录",
        ["access.deviceSignedIn"] = "在设备上登录",
        ["access.deviceRevoked"] = "撤销了设备",
        ["access.dutyPhone"] = "改了机构值班电话",
        ["account.created"] = "建立了账号",
        ["account.locked"] = "锁定了账号",
        ["account.opened"] = "解锁了账号",
        ["account.passwordChanged"] = "改了密码",
        ["account.passwordReset"] = "重设了密码",
        ["account.secondFactorOn"] = "启用了验证器",
        ["grant.given"] = "给了授权",
        ["grant.ended"] = "终止了授权",
        ["emergency.opened"] = "开始应急查看",
        ["emergency.reviewed"] = "复核了应急查看",
        ["elder.enrolled"] = "登记了老人",
        ["elder.edited"] = "修改了档案",
        ["elder.changed"] = "按导入更新了档案",
        ["elder.confirmed"] = "核对了档案",
        ["elder.contactsEdited"] = "修改了联系人",
        ["elder.householdEdited"] = "修改了家庭成员",
        ["elder.householdJoined"] = "合并到同一户",
        ["elder.assigned"] = "确定了责任人",
        ["elder.merged"] = "并入了另一份档案",
        ["elder.mergedAway"] = "被并入另一份档案",
        ["elder.mergeUndone"] = "撤销了并档",
        ["elder.split"] = "拆分了档案",
        ["elder.moved"] = "随区划调整改了住处",
        ["elder.transferred"] = "迁移了老人",
        ["transfer.asked"] = "请求迁入",
        ["transfer.granted"] = "同意迁出",
        ["transfer.refused"] = "不同意迁出",
        ["pair.toldApart"] = "确认不是同一人",
        ["pair.reopened"] = "重新列为疑似同一人",
        ["proposal.accepted"] = "采纳了上报的变化",
        ["proposal.dismissed"] = "没有采纳上报的变化",
        ["visit.recorded"] = "记录了探访",
        ["visit.corrected"] = "更正了探访",
        ["visit.voided"] = "作废了探访",
        ["visit.moved"] = "随档案移动了探访",
        ["attempt.recorded"] = "记录了未遇",
        ["record.quarantined"] = "记录待核实",
        ["record.let-in"] = "放行了待核实的记录",
        ["record.dismissed"] = "没有采用待核实的记录",
        ["care.recorded"] = "记录了关爱服务",
        ["care.corrected"] = "更正了关爱服务",
        ["door.issued"] = "发了门牌码",
        ["door.revoked"] = "停用了门牌码",
        ["door.said"] = "门口来讯",
        ["door.answered"] = "办理了门牌来讯",
        ["feedback.sent"] = "写了投诉建议",
        ["feedback.answered"] = "答复了投诉建议",
        ["incident.recorded"] = "上报了应急事件",
        ["incident.closed"] = "写明了应急事件的结果",
        ["reminder.recorded"] = "登记了催办",
        ["entry.opened"] = "开始补录一批",
        ["entry.closed"] = "结束补录一批",
        ["entry.scanAdded"] = "放入了扫描件",
        ["form.printed"] = "打印了记录表",
        ["print.planned"] = "安排了打印",
        ["print.started"] = "开始打印",
        ["print.again"] = "重新打印",
        ["print.cancelled"] = "取消了打印",
        ["print.downloaded"] = "下载了打印文件",
        ["print.dropped"] = "清除了打印文件",
        ["sheet.revoked"] = "作废了记录表",
        ["scan.filed"] = "归档了扫描件",
        ["scan.dropped"] = "删除了扫描件",
        ["scan.takenBack"] = "取回了扫描件",
        ["import.mapped"] = "对应了导入的列",
        ["import.checked"] = "核对了导入文件",
        ["import.confirmed"] = "确认了导入",
        ["import.cancelled"] = "取消了导入",
        ["import.done"] = "完成了导入",
        ["import.errorsDropped"] = "清除了导入的错误表",
        ["import.mappingKept"] = "保存了列的对应",
        ["import.mappingDropped"] = "删除了列的对应",
        ["import.mappingRenamed"] = "改名了列的对应",
        ["delivery.brought"] = "收取了部门数据",
        ["delivery.mapped"] = "对应了部门数据的列",
        ["delivery.retried"] = "重新比对了部门数据",
        ["delivery.accepted"] = "按部门数据更新了档案",
        ["delivery.corrected"] = "按部门数据更正了档案",
        ["delivery.undone"] = "撤销了按部门数据的更新",
        ["delivery.closed"] = "结束了部门数据",
        ["delivery.dropped"] = "放弃了部门数据",
        ["division.planned"] = "安排了区划调整",
        ["division.planCancelled"] = "取消了区划调整",
        ["division.changed"] = "区划调整生效",
        ["grid.added"] = "建立了网格",
        ["grid.merged"] = "合并了网格",
        ["grid.split"] = "拆分了网格",
        ["grid.placed"] = "划定了网格范围",
        ["grid.staffed"] = "安排了网格员",
        ["visitor.added"] = "增加了探访人员",
        ["visitor.ended"] = "探访人员离岗",
        ["visitor.leaves"] = "登记了请假和代访",
        ["visitor.returns"] = "结束了代访",
        ["visitor.moved"] = "探访人员随区划调整",
        ["screening.opened"] = "开始了一轮排查",
        ["screening.answered"] = "填了排查表",
        ["screening.found"] = "加入了发现的老人",
        ["screening.bound"] = "认定为已有档案",
        ["screening.listed"] = "补入了排查名单",
        ["screening.without"] = "上报没有排查对象",
        ["screening.closed"] = "结束了一轮排查",
        ["screening.cancelled"] = "取消了一轮排查",
        ["situation.opened"] = "开始了特殊时段",
        ["situation.amended"] = "更改了特殊时段",
        ["demo.made"] = "生成了演示数据",
    };

    /// <summary>Acts whose second half is a code of its own.</summary>
    private static readonly (string Prefix, string Word)[] Families =
    [
        ("fact.", "登记了老人的变化"),
        ("plan.", "改了帮扶方案"),
        ("review.", "处理了导入中的疑问"),
        ("difference.", "处理了部门数据的差异"),
    ];

    /// <summary>By what somebody looks for acts.</summary>
    public static IReadOnlyList<(string Key, string Name, string[] Prefixes)> Kinds { get; } =
    [
        ("read", "查看", ["person.read", "person.unmasked", "people."]),
        ("denied", "被拒绝", ["access.denied", "person.denied"]),
        ("file", "老人档案", ["elder.", "fact.", "proposal.", "transfer.", "pair."]),
        (
            "visit",
            "探访和服务",
            ["visit.", "attempt.", "record.", "care.", "incident.", "plan.", "reminder.", "door.", "feedback."]
        ),
        ("paper", "纸表和补录", ["print.", "form.", "sheet.", "scan.", "entry."]),
        ("exchange", "导入和部门数据", ["import.", "review.", "delivery.", "difference."]),
        ("export", "完整导出、副本、删除", ["export.", "copy.", "erasure."]),
        ("area", "区划、网格、排查、特殊时段", ["division.", "grid.", "visitor.", "screening.", "situation."]),
        ("account", "账号、登录、应急查看", ["account.", "grant.", "access.", "emergency."]),
        ("system", "系统", ["audit.", "demo."]),
    ];

    /// <summary>The beginnings of all acts.</summary>
    public static IEnumerable<string> Prefixes => Kinds.SelectMany(k => k.Prefixes);

    /// <summary>Acts about accounts, which an administrator may see; never one about an elder.</summary>
    public static IReadOnlyList<string> OfAccounts { get; } = ["account.", "grant.", "access.", "emergency."];

    public static bool Has(string action) =>
        Words.ContainsKey(action) || Families.Any(f => action.StartsWith(f.Prefix, StringComparison.Ordinal));

    public static string Of(string action) =>
        Words.GetValueOrDefault(action)
        ?? Families.FirstOrDefault(f => action.StartsWith(f.Prefix, StringComparison.Ordinal)).Word
        ?? action;
}
