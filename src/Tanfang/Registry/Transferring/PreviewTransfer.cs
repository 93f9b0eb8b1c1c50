using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Obligations;
using Tanfang.Policy;
using Tanfang.Shared;
using ChinaTime = Tanfang.Shared.ChinaTime;
using ObligationRow = Tanfang.Obligations.Obligation;

namespace Tanfang.Registry.Transferring;

/// <summary>What a transfer would change, in sentences: whose figures, which duties, who is responsible.</summary>
public sealed class PreviewTransfer(TanfangDb db, PolicySet policies, RuleWords rules, TimeProvider clock)
{
    public async Task<IReadOnlyList<string>> Run(Elder elder, NewHome asked, NamedDivision to, CancellationToken cancel)
    {
        var today = clock.Today();
        var rows = await db.Obligations.AsNoTracking().Where(o => o.ElderId == elder.Id).ToListAsync(cancel);
        var open = rows.Where(o => o.Until > today && o.State != ObligationState.Withdrawn).ToList();
        var leaving = await TransferElder
            .Leaving(db, elder.Id, to.Division.Id, asked.On!.Value)
            .Join(db.Visitors, r => r.VisitorId, v => v.Id, (r, v) => v.Name)
            .ToListAsync(cancel);
        var (before, after) = await Duties(elder, asked, to, cancel);
        return
        [
            $"自 {asked.On:yyyy-MM-dd} 起住在{to.Path}",
            .. open.Select(o => $"未结束的应访改计入新居住地：{Name(o)}"),
            $"已结束的 {rows.Count(o => o.Until <= today)} 项应访留在原来的月份和地方，数字不变",
            .. before.Except(after).Select(rule => $"今后不再适用：{rules.Name(rule)}"),
            .. after.Except(before).Select(rule => $"今后适用：{rules.Name(rule)}"),
            .. leaving.Select(name =>
                $"责任人{name}不在新居住地工作，责任到 {asked.On!.Value.AddDays(-1):yyyy-MM-dd} 为止"
            ),
            leaving.Count > 0 ? "迁入后请确定新的责任人" : "责任人不变",
            string.IsNullOrWhiteSpace(asked.Address) ? "原住址（组、门牌）将清空" : "住址改为新填的",
        ];
    }

    private string Name(ObligationRow o) =>
        $"{rules.Name(o.Rule)}，{o.PeriodFrom:MM-dd} 至 {o.Until.AddDays(-1):MM-dd}";

    /// <summary>The rules that ask something today, now and with the new home: the same explanation as everywhere.</summary>
    private async Task<(HashSet<string> Before, HashSet<string> After)> Duties(
        Elder elder,
        NewHome asked,
        NamedDivision to,
        CancellationToken cancel
    )
    {
        var now = clock.Now();
        var history = await new ElderHistories(db).Of(elder.Id, cancel);
        var rural = asked.Rural ?? DivisionKind.RuralOf(to.Division);
        var home = Fact.Residence(asked.On!.Value, to.Division.Code, rural, now);
        var moved = history with { Facts = [.. history.Facts, home] };
        return (Rules(history), Rules(moved));

        HashSet<string> Rules(ElderHistory known) =>
            [.. Explain.On(policies, known, ChinaTime.DayOf(now), now).Duties.Select(d => d.Rule)];
    }
}
