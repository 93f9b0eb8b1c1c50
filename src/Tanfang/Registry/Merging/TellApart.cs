using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Registry.Merging;

/// <summary>不是同一人: somebody has looked at two files; the pair is not shown again until that is taken back.</summary>
public sealed class TellApart(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    /// <param name="apart">False takes it back.</param>
    public Task<Result<bool>> Run(
        Scope scope,
        Actor actor,
        Guid one,
        Guid other,
        bool apart,
        CancellationToken cancel
    ) =>
        gate.Write<Result<bool>>(
            db,
            async () =>
            {
                var ids = new[] { one, other };
                if (one == other || await db.EldersOf(scope).CountAsync(e => ids.Contains(e.Id), cancel) < 2)
                {
                    return MergeGuards.Unknown;
                }

                await Within(actor, one, other, apart, cancel);
                return apart;
            },
            cancel
        );

    private async Task Within(Actor actor, Guid one, Guid other, bool apart, CancellationToken cancel)
    {
        var pair = ElderPair.Of(one, other, PairIs.NotSame, actor, clock.Now());
        var known = await db.ElderPairs.SingleOrDefaultAsync(
            p => p.OneId == pair.OneId && p.OtherId == pair.OtherId && p.Is == pair.Is && p.Until == null,
            cancel
        );
        if (apart && known is null)
        {
            db.ElderPairs.Add(pair);
        }
        else if (!apart && known is not null)
        {
            known.Until = clock.Now();
        }

        var action = apart ? "pair.toldApart" : "pair.reopened";
        db.Changes.Add(ChangeEntry.Of(actor, clock, action, pair.OneId.ToString("N"), pair.OtherId.ToString("N")));
        await db.SaveChangesAsync(cancel);
    }
}
