using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.Visits.Form;

namespace Tanfang.Visits.Entering;

/// <summary>改多数表共有的: day, mode and visitors with which the sheets not yet touched begin.</summary>
public sealed class SetShared(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    public Task<Result<EntryBatch>> Run(
        CurrentUser user,
        Guid batchId,
        DateOnly? day,
        string? mode,
        string? visitors,
        CancellationToken cancel
    ) =>
        gate.Write<Result<EntryBatch>>(
            db,
            async () =>
            {
                var batch = await db.EntryBatchesOf(user).SingleOrDefaultAsync(b => b.Id == batchId, cancel);
                if (batch is not { IsOpen: true })
                    return new Refusal("batch-closed", "这批补录已经结束", "请另开一批");
                if (day is not { } given)
                    return new Refusal("day-missing", "没有填多数表上的日期", "", "Day");
                var refusals = OpenBatch.Problems(given, mode, visitors, clock.Today()).ToList();
                if (refusals.Count > 0)
                    return refusals;
                (batch.Day, batch.Mode, batch.Visitors) = (given, ModeCodes.Of(mode!), (visitors ?? "").Trim());
                await db.SaveChangesAsync(cancel);
                return batch;
            },
            cancel
        );
}
