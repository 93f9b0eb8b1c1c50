using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits.Receiving;

namespace Tanfang.Visits.Quarantine;

/// <summary>Somebody the record may be about.</summary>
public sealed record Candidate(Guid Id, string Name, DateOnly BirthDate, string Village);

/// <summary>One waiting record: what was recorded, why it waits, what to do with it.</summary>
public sealed class ShowQuarantinedModel(
    TanfangDb db,
    Vault vault,
    CurrentUser user,
    AcceptQuarantined accept,
    DismissQuarantined dismiss
) : PageModel
{
    public QuarantinedRecord Record { get; private set; } = null!;

    public string? ElderName { get; private set; }

    public IReadOnlyList<ReadableLine> Lines { get; private set; } = [];

    /// <summary>Whom to look for, when the record names nobody or somebody else.</summary>
    public string? Who { get; private set; }

    public IReadOnlyList<Candidate> Candidates { get; private set; } = [];

    public bool CanBeAccepted => Record.Kind is "visit" or "attempt" or "care" or "emergency";

    public async Task<IActionResult> OnGet(Guid itemId, string hash, CancellationToken cancel) =>
        await Find(itemId, hash, cancel) ? Page() : NotFound();

    /// <summary>Looks somebody up; the name travels in the form, not in the address.</summary>
    public async Task<IActionResult> OnPostLook(Guid itemId, string hash, string? who, CancellationToken cancel)
    {
        if (!await Find(itemId, hash, cancel))
            return NotFound();
        Who = who?.Trim();
        if (!string.IsNullOrEmpty(Who))
            Candidates = await Look(Who, cancel);
        if (Candidates.Count == 0)
            ModelState.AddModelError("who", "没有找到这个人，请核对姓名");
        return Page();
    }

    public async Task<IActionResult> OnPostAccept(
        Guid itemId,
        string hash,
        Guid? elderId,
        string? day,
        CancellationToken cancel
    )
    {
        if (!await Find(itemId, hash, cancel))
            return NotFound();
        DateOnly? right = null;
        if (!string.IsNullOrEmpty(day))
        {
            if (
                !DateOnly.TryParseExact(
                    day,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var read
                )
            )
            {
                ModelState.AddModelError("day", "日期不对");
                return Page();
            }

            right = read;
        }

        var result = await accept.Run(user, itemId, hash, elderId, right, cancel);
        if (!result.Succeeded)
        {
            foreach (var refusal in result.Refusals)
                ModelState.AddModelError(refusal.Field == "happenedOn" ? "day" : "", refusal.Sentence);
            return Page();
        }

        TempData["Flash"] = result.Value.Ordinal is { } n ? $"已采用，记为第 {n} 次" : "已采用";
        return Redirect("/quarantine");
    }

    public async Task<IActionResult> OnPostDismiss(Guid itemId, string hash, string? note, CancellationToken cancel)
    {
        if (!await Find(itemId, hash, cancel))
            return NotFound();
        var result = await dismiss.Run(user, itemId, hash, note, cancel);
        if (!result.Succeeded)
        {
            ModelState.Clear();
            EnterRecord.Show(result.Refusals, ModelState);
            return Page();
        }

        TempData["Flash"] = "已记为不采用，原记录保留";
        return Redirect("/quarantine");
    }

    private async Task<bool> Find(Guid itemId, string hash, CancellationToken cancel)
    {
        var record = await db.QuarantineOf(user)
            .AsNoTracking()
            .SingleOrDefaultAsync(q => q.ItemId == itemId && q.Hash == hash, cancel);
        if (record is null)
            return false;
        Record = record;
        Lines = ReadableRecord.Of(vault.StoreSeal.Open(KeepInQuarantine.Place(itemId, hash), record.Raw));
        ElderName = (await WaitingFor.Names(db, user, [record], cancel)).Values.FirstOrDefault();
        return true;
    }

    private Task<List<Candidate>> Look(string who, CancellationToken cancel) =>
        db.EldersOf(user.Scope)
            .AsNoTracking()
            .Where(e => e.WrappedKey != null && (e.Name == who || e.Initials == who || e.PinyinKey == who))
            .OrderBy(e => e.PinyinKey)
            .ThenBy(e => e.BirthDate)
            .Take(20)
            .Join(db.Divisions, e => e.HomeId, d => d.Id, (e, d) => new Candidate(e.Id, e.Name, e.BirthDate, d.Name))
            .ToListAsync(cancel);
}
