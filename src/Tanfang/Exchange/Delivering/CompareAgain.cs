using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Mapping;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>Says how a list is read, keeps that under its name, and lets it be compared so; or once more as it was, after it failed.</summary>
public sealed class CompareAgain(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    KeepMaps maps,
    ImportProgress progress,
    TimeProvider clock
)
{
    /// <summary>False when the list is past that.</summary>
    /// <exception cref="Reading.UnreadableFileException">The file cannot be read so.</exception>
    public async Task<bool> Run(Guid id, SheetMap map, string name, CurrentUser user, CancellationToken cancel)
    {
        if (
            await db.DeliveriesOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancel)
                is not { } seen
            || seen.OpenFile(vault) is not { } file
            || !await CanBeMapped(seen, cancel)
        )
        {
            return false;
        }

        // Whether the header is there shows at once; the rows are read by the one who compares.
        _ = new ElderFile(file, map, DeliveryTargets.Of(DeliverySource.Find(seen.Source)!)).Open();
        await maps.Keep(name, map, user.Actor, cancel);
        var how = new ImportJob.JobMap(map, name, IsKnownAgain: false);
        return await Move(id, delivery => delivery.ReadBy(how, vault), "delivery.mapped", user, cancel);
    }

    public Task<bool> Retry(Guid id, CurrentUser user, CancellationToken cancel) =>
        Move(id, _ => { }, "delivery.retried", user, cancel);

    /// <summary>As long as nothing of it was decided.</summary>
    public async Task<bool> CanBeMapped(Delivery delivery, CancellationToken cancel) =>
        delivery is { File: not null, State: DeliveryState.Unmapped or DeliveryState.Failed or DeliveryState.Open }
        && !await db.DeliveryDifferences.AnyAsync(
            d => d.DeliveryId == delivery.Id && d.Decision != DifferenceDecision.Open,
            cancel
        );

    private async Task<bool> Move(
        Guid id,
        Action<Delivery> change,
        string act,
        CurrentUser user,
        CancellationToken cancel
    )
    {
        var waits = await gate.Write(
            db,
            async () =>
            {
                db.ChangeTracker.Clear();
                if (
                    await db.DeliveriesOf(user.Scope).SingleOrDefaultAsync(d => d.Id == id, cancel) is not { } delivery
                    || !await CanBeMapped(delivery, cancel)
                )
                {
                    return false;
                }

                await db.DeliveryDifferences.Where(d => d.DeliveryId == id).ExecuteDeleteAsync(cancel);
                await db.DeliveredRows.Where(r => r.DeliveryId == id).ExecuteDeleteAsync(cancel);
                change(delivery);
                delivery.LookWithin(user.Scope);
                (delivery.State, delivery.Problem) = (DeliveryState.Waiting, null);
                db.Changes.Add(ChangeEntry.Of(user.Actor, clock, act, id.ToString("N")));
                await db.SaveChangesAsync(cancel);
                return true;
            },
            cancel
        );
        progress.Ring();
        return waits;
    }
}
