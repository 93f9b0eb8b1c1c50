using Tanfang.Access;
using Tanfang.Registry;

namespace Tanfang.Audit.Searching;

/// <summary>What a page is called, for the addresses that the trail names most; the others are shown as they are.</summary>
internal static class EndpointWords
{
    private const string People = "people=";

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        [""] = "工作台",
        ["elders"] = "老人台账",
        ["elders/{id:guid}"] = "档案",
        ["elders/{id:guid}/edit"] = "修改档案",
        ["elders/{id:guid}/contacts"] = "联系人",
        ["elders/{id:guid}/household"] = "家庭成员",
        ["elders/{id:guid}/facts/new"] = "登记变化",
        ["elders/{id:guid}/plans"] = "帮扶方案",
        ["elders/{id:guid}/transfer"] = "迁移",
        ["elders/{id:guid}/whole"] = "完整信息",
        ["elders/{id:guid}/copy"] = "给本人的副本",
        ["elders/{id:guid}/erasure"] = "申请删除",
        ["exports"] = "完整导出",
        ["exports/new"] = "申请完整导出",
        ["erasures"] = "删除的批准和记录",
        ["retention"] = "保存期限",
        ["elders/{elderId:guid}/visits"] = "探访记录",
        ["elders/{elderId:guid}/visits/new"] = "记录探访",
        ["elders/{elderId:guid}/attempts/new"] = "记录未遇",
        ["elders/{elderId:guid}/care"] = "关爱服务",
        ["elders/{elderId:guid}/care/new"] = "记录关爱服务",
        ["elders/{elderId:guid}/form"] = "打印记录表",
        ["elders/{id:guid}/door"] = "门牌码",
        ["elders/{id:guid}/door/card"] = "打印门牌",
        ["doors"] = "门牌来讯",
        ["elders/consent-due"] = "待征询意愿的老人",
        ["elders/stale"] = "待核对的档案",
        ["elders/unassigned"] = "没有责任人的老人",
        ["elders/duplicates"] = "疑似重复的档案",
        ["visits/{visitId:guid}"] = "一次探访",
        ["emergencies"] = "应急事件",
        ["emergencies/{id:guid}"] = "一件应急事件",
        ["search/{id:guid?}"] = "找人",
        ["obligations"] = "应访",
        ["api/v1/overdue"] = "逾期名单（接口）",
        ["rates/people"] = "探访率里的人",
        ["ledger"] = "村级台账",
        ["changes"] = "上报的变化",
        ["feedback"] = "投诉建议",
        ["quarantine"] = "待处理记录",
        ["reminders"] = "催办清单",
        ["audit"] = "审计记录",
        ["signin"] = "登录",
        ["signin/code"] = "登录的验证码",
        ["password"] = "用密码",
        ["secondFactor"] = "用密码和验证码",
        ["passkey"] = "用通行密钥",
        ["html"] = "网页",
        ["json"] = "接口",
        ["xlsx"] = "下载为表格",
        ["csv"] = "下载为表格",
        ["pdf"] = "下载为 PDF",
        ["none"] = "",
        ["wrongPassword"] = "密码不对",
        ["wrongCode"] = "验证码不对",
        ["unknownName"] = "没有这个登录名",
        ["locked"] = "账号已暂时锁定",
        ["notSignedIn"] = "没有登录",
        ["404"] = "不在范围内",
    };

    private static string Word(string said) =>
        Words.GetValueOrDefault(said.TrimStart('/'))
        ?? Purpose.Of(said)?.Word
        ?? (said.StartsWith(People, StringComparison.Ordinal) ? $"{said[People.Length..]} 人" : said);

    public static string Of(string address)
    {
        var emergency = address.IndexOf(EmergencyAccess.MarkBegins, StringComparison.Ordinal);
        var plain = emergency < 0 ? address : address[..emergency];
        var word = string.Join("，", plain.Split(", ").Select(Word));
        return emergency < 0 ? word : $"{word}（应急查看）";
    }
}
