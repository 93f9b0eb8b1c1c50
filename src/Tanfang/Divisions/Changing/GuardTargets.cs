using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>Whether the targets of a change can be what it makes of them: name, code, level, place.</summary>
public sealed class GuardTargets(TanfangDb db)
{
    public async Task<IReadOnlyList<Refusal>> Run(ChangeSheet sheet, CancellationToken cancel)
    {
        var found = new List<Refusal>();
        found.AddRange(Number(sheet));
        foreach (var part in sheet.Targets)
        {
            found.AddRange(
                sheet.DivisionOf(part) is { } there && !part.IsNew ? Existing(sheet, there) : Made(sheet, part)
            );
        }

        var codes = Codes(sheet).ToList();
        foreach (var twice in codes.GroupBy(c => c.Code).Where(g => g.Count() > 1))
        {
            found.Add(No("codeTwice", $"代码 {twice.Key} 写了 {twice.Count()} 次", "每个区划一个代码"));
        }

        foreach (var (code, level) in codes.DistinctBy(c => c.Code))
        {
            found.AddRange(await Code(sheet, code, level, cancel));
        }

        return found;
    }

    private static IEnumerable<Refusal> Number(ChangeSheet sheet)
    {
        var (kind, count) = (sheet.Change.Kind, sheet.Targets.Count());
        var least = kind switch
        {
            ChangeKind.Withdraw => 0,
            ChangeKind.Split => 2,
            _ => 1,
        };
        if (count < least)
        {
            yield return kind == ChangeKind.Split
                ? No("targets", $"拆分后应有两个以上的区划，现在是 {count} 个", "请写明分成哪几个")
                : No("target", "没有写变更以后是什么", "请选择已有的，或填写新的名称和代码");
        }

        if (kind == ChangeKind.Merge && count == 1 && sheet.From.Count == 1 && sheet.Targets.Single().IsNew)
        {
            yield return No("one", "只选了一个区划，合并要有两个以上", "请再选一个，或选择并入已有的哪一个");
        }
    }

    private static IEnumerable<Refusal> Existing(ChangeSheet sheet, Division there)
    {
        var (kind, on) = (sheet.Change.Kind, sheet.Change.On!.Value);
        var level = kind == ChangeKind.Move ? DivisionLevel.Township : sheet.Level;
        if (kind is ChangeKind.Rename or ChangeKind.Recode)
        {
            yield break;
        }

        if (kind == ChangeKind.Merge && sheet.From.Any(d => d.Id == there.Id))
        {
            yield return No("same", $"{there.Name}不能并入自己", "请从要并掉的区划中去掉它，或并入另一个");
        }
        else if (there.Level != level)
        {
            yield return No(
                "level",
                $"{there.Name}级别不同",
                kind == ChangeKind.Move ? "请选择乡镇（街道）" : "请选择同级的区划"
            );
        }
        else if (sheet.From.Any(d => d.CountyId != there.CountyId))
        {
            yield return No("county", $"{there.Name}不在同一个县", "跨县的调整请更新区划文件");
        }
        else if (!there.IsValidOn(on))
        {
            yield return No("invalid", $"{there.Name}在 {on:yyyy-MM-dd} 已经撤销或还没有", "请选择当天有效的区划");
        }
        else if (kind == ChangeKind.Move && sheet.From.FirstOrDefault(d => d.TownshipId == there.Id) is { } already)
        {
            yield return No("already", $"{already.Name}本来就属于{there.Name}", "请从名单中去掉它，或选另一个乡镇");
        }
    }

    private static IEnumerable<Refusal> Made(ChangeSheet sheet, DivisionChangePart part)
    {
        var kind = sheet.Change.Kind;
        var level = LevelOf(sheet, part);
        if (kind != ChangeKind.Recode && string.IsNullOrWhiteSpace(part.Name))
        {
            yield return No("name", "没有写新的名称", "请填写全称，如“东坡村民委员会”“东坡社区居委会”");
            yield break;
        }

        if (kind != ChangeKind.Rename && string.IsNullOrWhiteSpace(part.Code))
        {
            yield return No(
                "code",
                $"{part.Name}没有写代码",
                "还没有正式代码的，先用本乡镇没有用过的号，以后用“改代码”更正"
            );
        }

        if (part.Name is { } name && DivisionKind.Of(level, name) == DivisionKind.Other)
        {
            yield return No(
                "kindOfName",
                $"“{name}”看不出是什么",
                level == DivisionLevel.Village ? "名称应带村、嘎查、社区或居委会" : "名称应带镇、乡、街道或苏木"
            );
        }

        if (sheet.From.FirstOrDefault() is { } before && Same(kind, before, part) is { } refusal)
        {
            yield return refusal;
        }
    }

    /// <summary>A new name that makes another place of it is no new name; one that changes nothing is none either.</summary>
    private static Refusal? Same(ChangeKind kind, Division before, DivisionChangePart part)
    {
        var village = before.Level == DivisionLevel.Village && part.Name is not null;
        var sameRural = village && DivisionKind.RuralOf(part.Name!) == DivisionKind.RuralOf(before);
        return kind switch
        {
            ChangeKind.Rename when part.Name == before.Name => No("sameName", "新名称与原名称一样", "请填写新的名称"),
            ChangeKind.Rename when village && !sameRural => No(
                "rural",
                $"从{DivisionKind.Of(before)}改为{DivisionKind.Of(before.Level, part.Name!)}，居住地类型随之改变",
                "请用“撤村改居”办理"
            ),
            ChangeKind.Recode when part.Code == before.Code => No("sameCode", "新代码与原代码一样", "请填写新的代码"),
            ChangeKind.Convert when sameRural => No(
                "rural",
                $"“{part.Name}”与原来同是{(DivisionKind.RuralOf(before) == true ? "农村" : "城镇")}",
                "只改名称的请用“更名”；改居的新名称应带社区或居委会"
            ),
            _ => null,
        };
    }

    /// <summary>What a move makes is a township; what is restored is what its code says.</summary>
    private static DivisionLevel LevelOf(ChangeSheet sheet, DivisionChangePart part) =>
        sheet.Change.Kind == ChangeKind.Move || (sheet.Level is null && part.Code?.Length == 9)
            ? DivisionLevel.Township
            : sheet.Level ?? DivisionLevel.Village;

    /// <summary>The codes that the change gives out.</summary>
    private static IEnumerable<(string Code, DivisionLevel Level)> Codes(ChangeSheet sheet)
    {
        var kind = sheet.Change.Kind;
        foreach (var part in sheet.Targets.Where(p => !string.IsNullOrWhiteSpace(p.Code)))
        {
            if ((part.IsNew && kind != ChangeKind.Rename) || kind == ChangeKind.Recode)
            {
                yield return (part.Code!, LevelOf(sheet, part));
            }
        }

        foreach (var code in sheet.Sources.Select(p => p.NewCode).OfType<string>())
        {
            yield return (code, DivisionLevel.Village);
        }
    }

    private async Task<IEnumerable<Refusal>> Code(
        ChangeSheet sheet,
        string code,
        DivisionLevel level,
        CancellationToken cancel
    )
    {
        var (digits, county) = (level == DivisionLevel.Village ? 12 : 9, sheet.From.FirstOrDefault()?.CountyId);
        if (code.Length != digits || !code.All(char.IsAsciiDigit))
        {
            return [No("codeForm", $"代码 {code} 应为 {digits} 位数字", "请按批准文件填写")];
        }

        if (
            await db.Divisions.Where(d => d.Id == county).Select(d => d.Code).SingleOrDefaultAsync(cancel) is { } head
            && !code.StartsWith(head, StringComparison.Ordinal)
        )
        {
            return [No("codePlace", $"代码 {code} 不以本县代码 {head} 开头", "请核对代码")];
        }

        var on = sheet.Change.On!.Value;
        var ending = sheet
            .From.Where(d => !sheet.Stays(d) || sheet.Change.Kind == ChangeKind.Recode)
            .Select(d => d.Id)
            .ToList();
        var holder = await db
            .Divisions.AsNoTracking()
            .Where(d => d.Code == code && (d.ValidUntil == null || d.ValidUntil > on) && !ending.Contains(d.Id))
            .OrderBy(d => d.Id)
            .Select(d => d.Name)
            .FirstOrDefaultAsync(cancel);
        if (holder is not null)
        {
            return [No("codeUsed", $"代码 {code} 已由{holder}使用", "请换一个没有用过的代码")];
        }

        var planned = await db.DivisionChangeParts.AnyAsync(
            p =>
                p.ChangeId != sheet.Change.Id
                && (p.NewCode == code || (p.Code == code && p.IsNew))
                && db.DivisionChanges.Any(c => c.Id == p.ChangeId && c.State == ChangeState.Planned),
            cancel
        );
        return planned ? [No("codePlanned", $"代码 {code} 已留给另一项等待生效的变更", "请换一个没有用过的代码")] : [];
    }

    private static Refusal No(string code, string reason, string remedy) => ChangeRefusals.Place(code, reason, remedy);
}
