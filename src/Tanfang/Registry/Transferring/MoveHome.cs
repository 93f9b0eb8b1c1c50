using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Registry.Recording;
using Tanfang.Shared;

namespace Tanfang.Registry.Transferring;

/// <summary>Where to, from when on, which door there; whether the farm villages' rules hold (null: as the place's name says).</summary>
public sealed record NewHome(Guid ElderId, int? To, DateOnly? On, bool? Rural = null, string? Address = null);

/// <summary>迁移 by an office that sees both the person and the new home.</summary>
public sealed class MoveHome(
    TanfangDb db,
    WriteGate gate,
    TransferElder transfer,
    RegistryWords words,
    TimeProvider clock
)
{
    /// <returns>The elder's id.</returns>
    public Task<Result<Guid>> Run(Scope scope, Actor actor, NewHome asked, CancellationToken cancel) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                await MergedFiles.Lock(db, [asked.ElderId], cancel);
                var (elder, refusal) = await Check(scope, asked, cancel);
                if (refusal is not null)
                {
                    return refusal;
                }

                var now = clock.Now();
                var home = TransferElder.Home(elder!.Id, asked.To!.Value, asked.Rural, asked.On!.Value, actor, now);
                await transfer.Within(elder, home, actor, asked.Address?.Trim(), null, cancel);
                return elder.Id;
            },
            cancel
        );

    /// <summary>What stands in the way, for the preview as for the act.</summary>
    public async Task<(Elder? Elder, Refusal? Refusal)> Check(Scope scope, NewHome asked, CancellationToken cancel)
    {
        var elder = await db.EldersOf(scope).SingleOrDefaultAsync(e => e.Id == asked.ElderId, cancel);
        if (elder is null)
        {
            return (null, new Refusal("elder.unknown", "找不到这位老年人", "请从台账中重新打开"));
        }

        var facts = await db.ElderFacts.AsNoTracking().Where(f => f.ElderId == elder.Id).ToListAsync(cancel);
        var fact = new NewFact
        {
            Id = Guid.Empty,
            ElderId = elder.Id,
            Kind = FactKind.Residence,
            On = asked.On,
            DivisionId = asked.To,
            Rural = asked.Rural,
        };
        var refusal =
            new FactGuards(elder, facts, words, clock.Today()).Run(fact)
            ?? await HomeGuard.Run(db, scope, asked.To, asked.On!.Value, cancel)
            ?? (
                asked.Address?.Length > 100
                    ? new Refusal("transfer.address", "住址超过 100 个字", "请缩短", "Address")
                    : null
            );
        return (elder, refusal);
    }
}
