using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry.Recording;
using Tanfang.Shared;

namespace Tanfang.Registry.Proposing;

/// <summary>审核变更: accepted, a proposal becomes the dated fact of the same id, under the same guards as one entered at the desk.</summary>
public sealed class DecideProposal(TanfangDb db, WriteGate gate, RecordFact record, TimeProvider clock)
{
    public async Task<Result<Guid>> Accept(Scope scope, Actor actor, Guid id, CancellationToken cancel)
    {
        if (await Waiting(scope, id, cancel) is not { } proposal)
        {
            return Gone;
        }

        if (proposal.Kind is { } kind)
        {
            var fact = new NewFact
            {
                Id = proposal.Id,
                ElderId = proposal.ElderId,
                Kind = kind,
                On = proposal.On,
                Key = proposal.Key,
                Source = proposal.Source,
            };
            var recorded = await record.Run(scope, actor, fact, cancel);
            if (!recorded.Succeeded)
            {
                return recorded;
            }
        }

        return await Decide(scope, actor, id, ProposalState.Accepted, cancel);
    }

    public Task<Result<Guid>> Dismiss(Scope scope, Actor actor, Guid id, CancellationToken cancel) =>
        Decide(scope, actor, id, ProposalState.Dismissed, cancel);

    private static Refusal Gone { get; } =
        new("proposal.gone", "这条变更已经处理过，或已被收回", "请看名单里现在还在等的");

    private async Task<ProposedChange?> Waiting(Scope scope, Guid id, CancellationToken cancel) =>
        await db
            .ProposedChanges.Where(p => p.Id == id && p.State == ProposalState.Waiting)
            .Where(p => db.EldersOf(scope).Any(e => e.Id == p.ElderId))
            .SingleOrDefaultAsync(cancel);

    private Task<Result<Guid>> Decide(
        Scope scope,
        Actor actor,
        Guid id,
        ProposalState state,
        CancellationToken cancel
    ) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                if (await Waiting(scope, id, cancel) is not { } proposal)
                {
                    return Gone;
                }

                (proposal.State, proposal.DecidedAt, proposal.DecidedBy) = (state, clock.Now(), actor.Id);
                var action = state == ProposalState.Accepted ? "proposal.accepted" : "proposal.dismissed";
                db.Changes.Add(
                    ChangeEntry.Of(actor, clock, action, proposal.ElderId.ToString("N"), $"{proposal.Kind}")
                );
                await db.SaveChangesAsync(cancel);
                return id;
            },
            cancel
        );
}
