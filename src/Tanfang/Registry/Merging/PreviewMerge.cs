using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Obligations;
using Tanfang.Shared;

namespace Tanfang.Registry.Merging;

/// <summary>What a merge would change, in sentences.</summary>
public sealed class PreviewMerge(TanfangDb db, RegistryWords words, RuleWords rules, TimeProvider clock)
{
    public async Task<IReadOnlyList<string>> Run(ElderSide kept, ElderSide merged, CancellationToken cancel)
    {
        var (today, other) = (clock.Today(), merged.Elder.Id);
        var ids = new[] { kept.Elder.Id, other };
        var facts = (
            await db.ElderFacts.AsNoTracking().Where(f => ids.Contains(f.ElderId)).ToListAsync(cancel)
        ).ToLookup(f => f.ElderId);
        var taken = TakenFacts.Of(
            kept.Elder,
            ElderNow.On(facts[kept.Elder.Id], today),
            ElderNow.On(facts[other], today),
            Actor.System,
            clock.Now()
        );
        var open = await db
            .Obligations.AsNoTracking()
            .Where(o => o.ElderId == other && o.Until > today && o.State != ObligationState.Withdrawn)
            .OrderBy(o => o.Until)
            .ToListAsync(cancel);
        var ended = await db.Obligations.CountAsync(o => o.ElderId == other && o.Until <= today, cancel);
        var noPlaces = new Dictionary<int, Divisions.NamedDivision>();
        return
        [
            .. taken.Select(f => $"自今天起补入：{FactSentence.Of(f, words, noPlaces)}"),
            .. open.Select(o =>
                $"撤销另一份的应访：{rules.Name(o.Rule)}，{o.PeriodFrom:MM-dd} 至 {o.Until.AddDays(-1):MM-dd}"
            ),
            $"另一份已结束的 {ended} 项应访及其结果不变，当月的数字不变",
            $"另一份的 {merged.Elder.VisitCount} 次探访列入保留档案的记录，注明来源；未结束的应访按两份的探访一起算",
            "保留档案空着的栏目（号码、电话、住址等）由另一份补上；另一份的内容原样保存，可以随时撤销",
        ];
    }
}
