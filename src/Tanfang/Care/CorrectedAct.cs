using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.Visits;

namespace Tanfang.Care;

/// <summary>Finds the act of care that a record corrects: the newest of this person's, in whichever of the files.</summary>
internal static class CorrectedAct
{
    /// <summary>Null when none is named. The elder's row is locked by then, so of two corrections at once the second is refused.</summary>
    public static async Task<Result<CareAct?>> Find(
        TanfangDb db,
        FieldRecord record,
        IReadOnlyList<Guid> files,
        CancellationToken cancel
    )
    {
        if (record.Corrects is not { } id)
            return (CareAct?)null;
        var old = await db.CareActs.SingleOrDefaultAsync(c => c.Id == id, cancel);
        if (old is null || !files.Contains(old.ElderId))
            return new Refusal("corrects-unknown", "要更正的关爱记录不存在，或不是这位老年人的", "", "corrects");
        if (old.ReplacedById is not null)
            return new Refusal("corrects-closed", "要更正的关爱记录已有更正", "请更正最新的那一份", "corrects");
        return old;
    }
}
