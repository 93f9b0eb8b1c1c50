using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>Whether a division can be a source of a change of this kind, beside those already chosen.</summary>
internal static class SourceGuards
{
    public static Refusal? Of(ChangeSheet sheet, Division division)
    {
        var (kind, first) = (sheet.Change.Kind, sheet.From.FirstOrDefault());
        var single = kind is ChangeKind.Split or ChangeKind.Rename or ChangeKind.Recode or ChangeKind.Convert;
        return division.Level < DivisionLevel.Township
                ? No("level", "只能调整村（社区）和乡镇（街道）", "县级以上的调整请更新区划文件")
            : division.ValidUntil is { } until
                ? No("withdrawn", $"{division.Name}已于 {until:yyyy-MM-dd} 撤销", "请选择现在的区划")
            : kind is ChangeKind.Move or ChangeKind.Split or ChangeKind.Convert
            && division.Level != DivisionLevel.Village
                ? No(
                    "village",
                    $"{division.Name}不是村（社区）",
                    kind == ChangeKind.Split ? "拆分乡镇请用“改变隶属”，把村划入新的乡镇" : "请选到村、社区或嘎查"
                )
            : sheet.From.Any(d => d.Id == division.Id) ? No("twice", $"{division.Name}已经选了", "不必重复选择")
            : first is null ? null
            : single ? No("single", "这种变更一次只办一个区划", "先去掉已选的，或另建一项变更")
            : first.Level != division.Level ? No("levels", $"{division.Name}与{first.Name}不同级", "请选择同级的区划")
            : first.CountyId != division.CountyId
                ? No("county", $"{division.Name}与{first.Name}不在同一个县", "跨县的调整请更新区划文件")
            : null;
    }

    private static Refusal No(string code, string reason, string remedy) => ChangeRefusals.Place(code, reason, remedy);
}
