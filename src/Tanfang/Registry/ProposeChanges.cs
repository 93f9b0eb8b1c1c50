using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>What somebody found about an elder. No kind: it concerns the household's rows and stands in the words.</summary>
public sealed record Proposal(Elder Elder, FactKind? Kind, DateOnly On, string? Key, string? Words = null);

/// <summary>
/// Hands findings to the desk, inside the write transaction of the record they come from. A record that says something else than before
/// withdraws what it proposed and the desk has not decided; what it says again stays as it is, decided or not.
/// </summary>
public sealed class ProposeChanges(TanfangDb db, Vault vault, TimeProvider clock)
{
    public async Task Replace(
        Actor actor,
        Guid origin,
        string source,
        IReadOnlyList<Proposal> proposals,
        CancellationToken cancel
    )
    {
        var known = await db
            .ProposedChanges.Where(p => p.OriginId == origin && p.State != ProposalState.Withdrawn)
            .ToListAsync(cancel);
        var wanted = proposals.ToLookup(KeyOf);
        foreach (var old in known.Where(p => p.State == ProposalState.Waiting && !wanted.Contains(KeyOf(p))))
        {
            (old.State, old.DecidedAt, old.DecidedBy) = (ProposalState.Withdrawn, clock.Now(), actor.Id);
        }

        // Free words cannot be compared without opening them: what is written about a household is always told anew.
        var before = known.Where(p => p.Kind is not null).Select(KeyOf).ToHashSet();
        foreach (var proposal in proposals.Where(p => p.Kind is null || !before.Contains(KeyOf(p))))
        {
            Add(actor, origin, source, proposal);
        }
    }

    private void Add(Actor actor, Guid origin, string source, Proposal proposal)
    {
        var id = Guid.CreateVersion7(clock.Now());
        db.ProposedChanges.Add(
            new ProposedChange
            {
                Id = id,
                ElderId = proposal.Elder.Id,
                Kind = proposal.Kind,
                On = proposal.On,
                Key = proposal.Key,
                Source = source,
                OriginId = origin,
                Words = vault.SealOf(proposal.Elder).Close("proposed_changes", "words", id, proposal.Words),
                ProposedAt = clock.Now(),
                ProposedBy = actor.Id,
            }
        );
    }

    private static (Guid, FactKind?, DateOnly, string?, bool) KeyOf(Proposal p) =>
        (p.Elder.Id, p.Kind, p.On, p.Key, p.Kind is null);

    /// <summary>Waiting words about a household never equal new ones: they are withdrawn and told anew.</summary>
    private static (Guid, FactKind?, DateOnly, string?, bool) KeyOf(ProposedChange p) =>
        (p.ElderId, p.Kind, p.On, p.Key, false);
}
