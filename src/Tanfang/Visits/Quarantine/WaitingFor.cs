using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Quarantine;

/// <summary>The words around what waits: kinds, resolutions, the names of the people one may see.</summary>
internal static class WaitingFor
{
    public static string Kind(string kind) =>
        kind switch
        {
            "visit" => "探访",
            "attempt" => "未遇",
            "care" => "关爱服务",
            "change" => "档案变更",
            "emergency" => "应急事件",
            _ => "不明",
        };

    public static string Resolution(string? resolution) => resolution == "accepted" ? "已采用" : "不采用";

    public static async Task<Dictionary<Guid, string>> Names(
        TanfangDb db,
        CurrentUser user,
        IEnumerable<QuarantinedRecord> records,
        CancellationToken cancel
    )
    {
        var ids = records.Select(r => r.ElderId).OfType<Guid>().Distinct().ToList();
        return await db.EldersOf(user.Scope)
            .AsNoTracking()
            .Where(e => ids.Contains(e.Id))
            .ToDictionaryAsync(e => e.Id, e => e.Name, cancel);
    }
}
