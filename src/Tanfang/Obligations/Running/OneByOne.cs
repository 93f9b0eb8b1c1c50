namespace Tanfang.Obligations.Running;

/// <summary>One elder who cannot be reconciled does not stop the others.</summary>
internal static class OneByOne
{
    /// <summary>Does a batch at once and, where that fails, its elders one by one.</summary>
    /// <returns>The elders with whom it failed.</returns>
    public static async Task<List<Guid>> Run(Guid[] batch, Func<Guid[], Task> work, ILogger log)
    {
        try
        {
            await work(batch);
            return [];
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogError(problem, "reconciling {Count} elders from {First} failed", batch.Length, batch[0]);
            if (batch.Length == 1)
            {
                return [batch[0]];
            }

            var failed = new List<Guid>();
            foreach (var elder in batch)
            {
                failed.AddRange(await Run([elder], work, log));
            }

            return failed;
        }
    }
}
