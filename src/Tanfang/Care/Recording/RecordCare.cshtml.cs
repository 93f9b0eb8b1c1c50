using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits;

namespace Tanfang.Care.Recording;

/// <summary>记一次关爱 at the desk: section six; or correcting one: a new act that names the old one.</summary>
public sealed class RecordCareModel(TanfangDb db, Vault vault, CurrentUser user, TimeProvider clock, EnterRecord enter)
    : PageModel
{
    private static readonly char[] BetweenNames = ['、', '，', ',', '；', ';'];

    public Elder Elder { get; private set; } = null!;

    public DateOnly Today => clock.Today();

    [BindProperty(Name = "id")]
    public string? Id { get; set; }

    /// <summary>The act that is corrected; null for a new one.</summary>
    [BindProperty(Name = "corrects", SupportsGet = true)]
    public Guid? Corrects { get; set; }

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
        if (Corrects is not { } old)
            return Page();
        return await Lay(old, cancel) switch
        {
            null => NotFound(),
            { ReplacedById: not null } => Redirect($"/elders/{elderId}/care"),
            _ => Page(),
        };
    }

    public async Task<IActionResult> OnPost(Guid elderId, CancellationToken cancel)
    {
        if (!await Find(elderId, cancel))
            return NotFound();
        var id = Guid.TryParseExact(Id, "D", out var given) ? given : Guid.Empty;
        var entered = await enter.Run(id, "care", elderId, HappenedOn, Corrects, Write, cancel);
        if (!entered.Succeeded)
        {
            ModelState.Clear();
            EnterRecord.Show(entered.Refusals, ModelState);
            return Page();
        }

        TempData["Flash"] = Corrects is null
            ? $"已保存：第 {entered.Value} 次关爱"
            : $"已更正第 {entered.Value} 次关爱";
        return Redirect($"/elders/{elderId}/care");
    }

    /// <summary>The recorded act on the desk again; null when it is not this elder's.</summary>
    private async Task<CareAct?> Lay(Guid id, CancellationToken cancel)
    {
        var old = await db
            .CareActs.AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == id && c.ElderId == Elder.Id, cancel);
        if (old is null)
            return null;
        var seal = vault.SealOf(Elder);
        (HappenedOn, ServedBy) = ($"{old.HappenedOn:yyyy-MM-dd}", old.ServedBy);
        (What, Satisfaction) = (CareSeals.What(seal, old), CareSeals.Satisfaction(seal, old));
        return old;
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
