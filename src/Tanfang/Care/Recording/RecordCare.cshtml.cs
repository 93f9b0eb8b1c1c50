using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits;

namespace Tanfang.Care.Recording;

/// <summary>记一次关爱 at the desk: section six.</summary>
public sealed class RecordCareModel(TanfangDb db, CurrentUser user, TimeProvider clock, EnterRecord enter) : PageModel
{
    private static readonly char[] BetweenNames = ['、', '，', ',', '；', ';'];

    public Elder Elder { get; private set; } = null!;

    public DateOnly Today => clock.Today();

    [BindProperty(Name = "id")]
    public string? Id { get; set; }

    [BindProperty(Name = "happenedOn")]
    public string? HappenedOn { get; set; }

    [BindProperty(Name = "what")]
    public string? What { get; set; }

    [BindProperty(Name = "servedBy")]
    public string? ServedBy { get; set; }

    [BindProperty(Name = "satisfaction")]
    public string? Satisfaction { get; set; }

    public async Task<IActionResult> OnGet(Guid elderId, CancellationToken cancel)
    {
        if (!await Find(elderId, cancel))
            return NotFound();
        Id = DeskRecord.NewId(clock).ToString();
        HappenedOn = $"{Today:yyyy-MM-dd}";
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid elderId, CancellationToken cancel)
    {
        if (!await Find(elderId, cancel))
            return NotFound();
        var id = Guid.TryParseExact(Id, "D", out var given) ? given : Guid.Empty;
        var entered = await enter.Run(id, "care", elderId, HappenedOn, null, Write, cancel);
        if (!entered.Succeeded)
        {
            ModelState.Clear();
            EnterRecord.Show(entered.Refusals, ModelState);
            return Page();
        }

        TempData["Flash"] = $"已保存：第 {entered.Value} 次关爱";
        return Redirect($"/elders/{elderId}/care");
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteString("what", What);
        json.WriteStartArray("servedBy");
        foreach (var name in (ServedBy ?? "").Split(BetweenNames, StringSplitOptions.TrimEntries))
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteString("satisfaction", Satisfaction);
    }

    private async Task<bool> Find(Guid elderId, CancellationToken cancel)
    {
        var elder = await db.EldersOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == elderId, cancel);
        Elder = elder!;
        return elder is { WrappedKey: not null };
    }
}
