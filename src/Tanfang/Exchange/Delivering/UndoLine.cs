using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>撤回决定: takes a decision back while the delivery is open. What was added stays and is corrected by further facts; the line is asked anew.</summary>
public sealed class UndoLine(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    AppendFacts append,
    CorrectFile correct,
    RefreshRow refresh,
    TimeProvider clock
)
{
    private static readonly Refusal Gone = new(
        "difference.gone",
        "这一条不能撤回了",
        "名单已结束核对，或这一条没有决定过；请在档案中更正"
    );

    public Task<Result<Guid>> Run(Guid delivery, Guid line, CurrentUser user, CancellationToken cancel) =>
        gate.Write<Result<Guid>>(db, () => Within(delivery, line, user, cancel), cancel);

    private async Task<Result<Guid>> Within(Guid id, Guid lineId, CurrentUser user, CancellationToken cancel)
    {
        var delivery = await db.DeliveriesOf(user.Scope)
            .AsNoTracking()
            .SingleOrDefaultAsync(d => d.Id == id && d.State == DeliveryState.Open, cancel);
        var line = await db.DeliveryDifferences.SingleOrDefaultAsync(d => d.Id == lineId && d.DeliveryId == id, cancel);
        if (
            delivery is null
            || line?.Decision is not (DifferenceDecision.Accepted or DifferenceDecision.Refused)
            || (line.Choice == ApplyLine.Same)
        )
        {
            return Gone;
        }

        if (line.Decision == DifferenceDecision.Accepted && !await TakeBack(line, user, cancel))
        {
            return Gone;
        }

        (line.Decision, line.Choice, line.Reason, line.Effects) = (DifferenceDecision.Open, null, null, null);
        (line.DecidedAt, line.DecidedBy) = (null, null);
        db.Changes.Add(
            ChangeEntry.Of(
                user.Actor,
                clock,
                "difference.undone",
                line.Id.ToString("N"),
                $"{line.Kind} {line.What}".Trim()
            )
        );
        await db.SaveChangesAsync(cancel);
        await refresh.Run(delivery, [line.RowId], user.Scope, cancel);
        return line.Id;
    }

    private async Task<bool> TakeBack(DeliveryDifference line, CurrentUser user, CancellationToken cancel)
    {
        var elder = await db.EldersOf(user.Scope).SingleOrDefaultAsync(e => e.Id == line.ElderId, cancel);
        if (elder is null || line.OpenEffects(vault) is not { } effects)
        {
            return false;
        }

        var facts = await db.ElderFacts.AsNoTracking().Where(f => f.ElderId == elder.Id).ToListAsync(cancel);
        var corrections = CorrectingFacts.Of(facts, effects.Facts, user.Actor, clock.Now());
        if (corrections.Count > 0)
        {
            await append.Run(user.Actor, [elder], corrections, "delivery.undone", cancel);
        }

        if (effects.Name is not null || effects.BirthDate is not null || effects.CertificateChanged)
        {
            var before = new FileCorrection(
                effects.Name,
                effects.BirthDate,
                effects.CertificateChanged ? effects.Certificate : null,
                effects is { CertificateChanged: true, Certificate: null }
            );
            await correct.Run(user.Actor, elder.Id, before, "delivery.undone", cancel);
        }

        return true;
    }
}
