using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Exchange.Mapping;

/// <summary>/import/mappings: the mappings that are kept; rename, drop.</summary>
public sealed class MappingsModel(TanfangDb db, KeepMaps maps, CurrentUser user) : PageModel
{
    public IReadOnlyList<KeptMap> Kept { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var kept = new List<KeptMap>();
        foreach (var kind in await db.SourceMaps.Select(m => m.Kind).Distinct().OrderBy(k => k).ToListAsync(cancel))
        {
            kept.AddRange(await maps.All(kind, cancel));
        }

        Kept = kept;
    }

    public async Task<IActionResult> OnPostRenameAsync(Guid id, string? name, CancellationToken cancel)
    {
        var wanted = (name ?? "").Trim();
        TempData["Flash"] =
            wanted.Length is 0 or > KeepMaps.LongestName ? $"名称要填，不超过 {KeepMaps.LongestName} 个字。"
            : await maps.Rename(id, wanted, user.Actor, cancel) ? "已改名。"
            : "这一对应关系已不在。";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostDropAsync(Guid id, CancellationToken cancel)
    {
        TempData["Flash"] = await maps.Drop(id, user.Actor, cancel)
            ? "已删除。已经导入的不受影响，下次同样的表要重新对应。"
            : "这一对应关系已不在。";
        return RedirectToPage();
    }
}
