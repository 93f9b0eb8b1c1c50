using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits;

namespace Tanfang.Emergencies.Showing;

/// <summary>
/// /emergencies/{id}: what was reported, who was called, how it ended. The desk ends it with a record like a phone's, which enters by the same way.
/// </summary>
public sealed class ShowEmergencyModel(
    TanfangDb db,
    Vault vault,
    CurrentUser user,
    TimeProvider clock,
    EnterRecord enter
) : PageModel
{
    private static readonly char[] BetweenNames = ['、', '，', ',', '；', ';'];

    public Emergency Emergency { get; private set; } = null!;

    /// <summary>The file that answers for the person.</summary>
    public Elder Elder { get; private set; } = null!;

    public string? Note { get; private set; }

    public string? OutcomeNote { get; private set; }

    public bool IsOpen => Emergency.ClosedAt is null;

    public DateOnly Today => clock.Today();

    /// <summary>The id of the record that ends it: sent twice it is one.</summary>
    [BindProperty(Name = "record")]
    public string? RecordId { get; set; }

    [BindProperty(Name = "happenedOn")]
    public string? HappenedOn { get; set; }

    [BindProperty(Name = "outcome")]
    public string? Outcome { get; set; }

    [BindProperty(Name = "outcomeNote")]
    public string? Words { get; set; }

    [BindProperty(Name = "visitors")]
    public string? Visitors { get; set; }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await Find(id, cancel))
            return NotFound();
        (RecordId, HappenedOn) = (DeskRecord.NewId(clock).ToString(), $"{Today:yyyy-MM-dd}");
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancel)
    {
        if (!await Find(id, cancel))
            return NotFound();
        var record = Guid.TryParseExact(RecordId, "D", out var given) ? given : Guid.Empty;
        var entered = await enter.Run(record, "emergency", Emergency.ElderId, HappenedOn, id, Write, cancel);
        if (!entered.Succeeded)
        {
            ModelState.Clear();
            EnterRecord.Show(entered.Refusals, ModelState);
            return Page();
        }

        TempData["Flash"] = "已写明处置结果，这件应急事件已结束";
        return Redirect($"/emergencies/{id}");
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteString("outcome", Outcome);
        json.WriteString("outcomeNote", Words);
        json.WriteStartArray("visitors");
        foreach (var name in (Visitors ?? "").Split(BetweenNames, StringSplitOptions.TrimEntries))
            json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private async Task<bool> Find(Guid id, CancellationToken cancel)
    {
        var emergency = await db.Emergencies.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancel);
        if (emergency is null)
            return false;
        var person = (await MergedFiles.Read(db, [emergency.ElderId], cancel)).PersonOf(emergency.ElderId);
        var elder = await db.EldersOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == person, cancel);
        if (elder is null)
            return false;
        var file = await db.Elders.AsNoTracking().SingleAsync(e => e.Id == emergency.ElderId, cancel);
        (Emergency, Elder) = (emergency, elder);
        if (file.WrappedKey is not null)
        {
            var seal = vault.SealOf(file);
            (Note, OutcomeNote) = (EmergencySeals.Note(seal, emergency), EmergencySeals.OutcomeNote(seal, emergency));
        }

        return true;
    }
}
