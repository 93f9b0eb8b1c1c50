using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Registry.Transferring;
using Tanfang.Shared;

namespace Tanfang.Registry.Recording;

/// <summary>登记一件有日期的事: a category gained or lost, the wish, a move, the hospital, leaving, coming back, a cadence.</summary>
public sealed class RecordFact(
    TanfangDb db,
    WriteGate gate,
    AppendFacts append,
    TransferElder transfer,
    TighterOnly tighter,
    RegistryWords words,
    TimeProvider clock
)
{
    private const int Attempts = 3;

    /// <returns>The elder's id.</returns>
    public async Task<Result<Guid>> Run(Scope scope, Actor actor, NewFact fact, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await gate.Write(db, () => Within(scope, actor, fact, cancel), cancel);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Somebody changed the same file in between; a fact says what it says whatever else changed.
            }
        }
    }

    private async Task<Result<Guid>> Within(Scope scope, Actor actor, NewFact fact, CancellationToken cancel)
    {
        var elder = await db.EldersOf(scope).SingleOrDefaultAsync(e => e.Id == fact.ElderId, cancel);
        if (elder is null)
        {
            return new Refusal("elder.unknown", "找不到这位老年人", "请从台账中重新打开");
        }

        var facts = await db.ElderFacts.AsNoTracking().Where(f => f.ElderId == elder.Id).ToListAsync(cancel);
        if (facts.Exists(f => f.Id == fact.Id))
        {
            return elder.Id;
        }

        var refusal =
            new FactGuards(elder, facts, words, clock.Today()).Run(fact)
            ?? (
                fact.Kind == FactKind.Residence
                    ? await HomeGuard.Run(db, scope, fact.DivisionId, fact.On!.Value, cancel)
                    : null
            )
            ?? (fact.Kind == FactKind.IndividualCadence ? await tighter.Guard(fact, cancel) : null);
        if (refusal is not null)
        {
            return refusal;
        }

        await (
            fact.Kind == FactKind.Residence
                ? transfer.Within(elder, Row(fact, actor), actor, null, null, cancel)
                : append.Run(actor, [elder], [Row(fact, actor)], $"fact.{fact.Kind}", cancel)
        );
        return elder.Id;
    }

    private ElderFact Row(NewFact fact, Actor actor) =>
        new()
        {
            Id = fact.Id,
            ElderId = fact.ElderId,
            Kind = fact.Kind,
            On = fact.On!.Value,
            RecordedAt = clock.Now(),
            Key = fact.Key,
            DivisionId = fact.DivisionId,
            Rural = fact.Rural,
            Source = fact.Source,
            AssessmentResult = fact.AssessmentResult,
            AssessedOn = fact.AssessedOn,
            Assessor = fact.Assessor,
            AssessmentValidUntil = fact.AssessmentValidUntil,
            GivenBy = fact.GivenBy,
            RecordedBy = actor.Id,
        };
}
