using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Visits.Quarantine;

/// <summary>待处理记录: what was recorded and could not be taken as it is.</summary>
public sealed class ListQuarantineModel(TanfangDb db, CurrentUser user) : PageModel
{
    public bool Resolved { get; private set; }

    public int Open { get; private set; }

    public Page<QuarantinedRecord> Records { get; private set; } = new([], 1, 20, 0);

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public async Task OnGet(string? show, int? number, CancellationToken cancel)
    {
        Resolved = show == "resolved";
        var all = db.QuarantineOf(user).AsNoTracking();
        Open = await all.CountAsync(q => q.ResolvedAt == null, cancel);
        var wanted = all.Where(q => q.ResolvedAt != null == Resolved);
        var total = await wanted.CountAsync(cancel);
        var page = Math.Max(1, number ?? 1);
        var size = Page<QuarantinedRecord>.DefaultSize;
        var rows = await wanted
            .OrderByDescending(q => q.ReceivedAt)
            .ThenBy(q => q.ItemId)
            .Skip((page - 1) * size)
            .Take(size)
            .ToListAsync(cancel);
        Records = new(rows, page, size, total);
        Names = await WaitingFor.Names(db, user, rows, cancel);
    }
}
