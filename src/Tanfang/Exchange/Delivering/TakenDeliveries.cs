using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Exchange.Importing;

namespace Tanfang.Exchange.Delivering;

/// <summary>Lists that were taken in and wait to be compared. Reading and comparing hold nothing up; what they find goes in in one transaction.</summary>
internal sealed class TakenDeliveries(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    ReadDelivery read,
    CompareDelivery compare,
    ImportProgress progress
) : IWaitingJobs
{
    public Task<Guid?> Next(CancellationToken cancel) =>
        db
            .Deliveries.Where(d => d.State == DeliveryState.Waiting || d.State == DeliveryState.Running)
            .OrderBy(d => d.CreatedAt)
            .Select(d => (Guid?)d.Id)
            .FirstOrDefaultAsync(cancel);

    public async Task Run(Guid id, CancellationToken cancel)
    {
        await db
            .Deliveries.Where(d => d.Id == id && d.State == DeliveryState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DeliveryState.Running), cancel);
        var delivery = await db.Deliveries.SingleAsync(d => d.Id == id, cancel);
        if (delivery is not { State: DeliveryState.Running } || delivery.OpenFile(vault) is not { } file)
        {
            return;
        }

        var area = await db.Divisions.AsNoTracking().SingleAsync(d => d.Id == delivery.AreaId, cancel);
        var about = new ListFrom(DeliverySource.Find(delivery.Source)!, area, delivery.AsOf, delivery.Within);
        void Tell(int done, int all) => progress.Report(id, done, all);
        var list = await read.Run(delivery.FileWith(vault, file), about, Tell, cancel);
        var compared = await compare.Run(delivery, list, about, Tell, cancel);
        await gate.Write(db, () => Keep(compared, cancel), cancel);
    }

    public async Task Fail(Guid id, string problem, CancellationToken cancel) =>
        await db
            .Deliveries.Where(d => d.Id == id && d.State == DeliveryState.Running)
            .ExecuteUpdateAsync(
                set => set.SetProperty(d => d.State, DeliveryState.Failed).SetProperty(d => d.Problem, problem),
                cancel
            );

    private async Task Keep(ComparedDelivery compared, CancellationToken cancel)
    {
        var delivery = compared.Delivery;
        // Takes hold of its row: a second one that compares it waits here and then finds it done.
        var mine = await db
            .Deliveries.Where(d => d.Id == delivery.Id && d.State == DeliveryState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.Problem, (string?)null), cancel);
        if (mine == 0)
        {
            return;
        }

        delivery.State = DeliveryState.Open;
        await db.SaveChangesAsync(cancel);
        await WriteRows.Insert(db, compared.Rows, cancel);
        await WriteRows.Insert(db, compared.Differences, cancel);
    }
}
