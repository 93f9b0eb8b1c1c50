namespace Tanfang.Exchange.Importing;

/// <summary>
/// One kind of work that waits in the store for the one who runs it (<see cref="RunImports"/>). What was cut off is found waiting again: nothing of
/// it is in the store, so it begins anew.
/// </summary>
internal interface IWaitingJobs
{
    /// <summary>The oldest that waits or was cut off; null when none does.</summary>
    Task<Guid?> Next(CancellationToken cancel);

    Task Run(Guid id, CancellationToken cancel);

    /// <param name="problem">Why it did not end, for whoever looks at it.</param>
    Task Fail(Guid id, string problem, CancellationToken cancel);
}
