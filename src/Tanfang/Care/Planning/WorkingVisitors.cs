using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.Workforce;

namespace Tanfang.Care.Planning;

/// <summary>Whom a plan may name: visitors at work on a day, within the reader's scope.</summary>
internal static class WorkingVisitors
{
    /// <returns>Those of the draft's people who are.</returns>
    public static async Task<IReadOnlySet<Guid>> Working(
        this TanfangDb db,
        Scope scope,
        DateOnly on,
        PlanDraft draft,
        CancellationToken cancel
    )
    {
        var named = draft.Measures.Select(m => m.Visitor).OfType<Guid>().Append(draft.Owner).Distinct().ToList();
        return await db.VisitorsOf(scope)
            .Where(v => named.Contains(v.Id) && (v.Until == null || v.Until > on))
            .Select(v => v.Id)
            .ToHashSetAsync(cancel);
    }
}
