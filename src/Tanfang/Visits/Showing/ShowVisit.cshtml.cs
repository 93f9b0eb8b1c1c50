using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits.Form;
using Tanfang.Visits.Recording;

namespace Tanfang.Visits.Showing;

/// <summary>One record: what was entered, when it became known, what was corrected, what changed since the visit before.</summary>
public sealed class ShowVisitModel(TanfangDb db, Vault vault, CurrentUser user, FindShown findShown) : PageModel
{
    public Visit Visit { get; private set; } = null!;

    public Elder Elder { get; private set; } = null!;

    public VisitWords? Words { get; private set; }

    public StatusAnswers Answers { get; private set; } = new();

    /// <summary>All records of this visit, the first first; one when it was never corrected.</summary>
    public IReadOnlyList<Visit> Records { get; private set; } = [];

    /// <summary>Days between the visit and its first entry, when that was late; else 0.</summary>
    public int LateBy => Records.Count > 0 ? Records[0].LateBy : 0;

    /// <summary>The paper it was copied from, when the scan was kept.</summary>
    public IReadOnlyList<Guid> Scans { get; private set; } = [];

    public Shown? Basis { get; private set; }

    public IReadOnlyList<string> Changes { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid visitId, CancellationToken cancel)
    {
        var visit = await db.Visits.AsNoTracking().SingleOrDefaultAsync(v => v.Id == visitId, cancel);
        if (visit is null)
            return NotFound();
        var files = await MergedFiles.Read(db, [visit.ElderId], cancel);
        var person = files.PersonOf(visit);
        var elder = await db.EldersOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == person, cancel);
        var file = await db.Elders.AsNoTracking().SingleAsync(e => e.Id == visit.ElderId, cancel);
        if (elder is null)
            return NotFound();
        (Visit, Elder) = (visit, elder);
        AnswerHeaders.AllowOwnPictures(Response);
        Answers = StatusAnswers.Parse(visit.Answers);
        // After erasure the words are gone for good; the coded answers stay for the figures.
        Words = file.WrappedKey is null ? null : VisitSeals.Open(vault.SealOf(file), visit);
        Records = visit.IsAttempt ? [visit] : await SameVisit(visit, cancel);
        if (elder.WrappedKey is not null && visit.BasisId is { } basis)
            Basis = await findShown.ById(elder, basis, cancel);
        var records = Records.Select(r => r.Id).ToList();
        Scans = await db
            .PaperScans.Where(s => s.VisitId != null && records.Contains(s.VisitId.Value))
            .Select(s => s.Id)
            .ToListAsync(cancel);
        Changes = CompareVisits.Run(await Before(visit, files.Same(person), cancel), visit);
        return Page();
    }

    /// <summary>The pictures of the elder's signatures; none for who reads masked, for a drawn name is a name.</summary>
    public IReadOnlyList<FormSignature> DrawnByElder =>
        user is { Masks: true, AtWork: false } ? [] : Signing.Pictures(Words?.Signatures, "elder");

    /// <summary>The answer to one of the eleven, as a reader sees it.</summary>
    public string? Found(FormItem item) =>
        item.IsSafety
            ? item.LabelOf(CompareVisits.Answer(Visit, item.Key))
                + (Words?.SharedSafety?.Contains(item.Key) == true ? $"（{VisitBody.SharedLabel}）" : "")
            : StateWords.Tick(item.Key, Answers[item.Key], item.Key == "illness" ? IllnessName : null);

    private string? IllnessName =>
        Answers.Illness?.Tick == VisitForm.Unchanged ? Basis?.IllnessName : Words?.IllnessName;

    private Task<List<Visit>> SameVisit(Visit visit, CancellationToken cancel) =>
        db
            .Visits.AsNoTracking()
            .Where(v => v.ElderId == visit.ElderId && v.Ordinal == visit.Ordinal)
            .OrderBy(v => v.ReceivedAt)
            .ToListAsync(cancel);

    private Task<Visit?> Before(Visit visit, IReadOnlyList<Guid> files, CancellationToken cancel) =>
        db.VisitsOf(files)
            .AsNoTracking()
            .Where(v => !v.IsAttempt && v.ClosedAt == null)
            .Where(v => v.Ordinal != visit.Ordinal || v.ElderId != visit.ElderId)
            .Where(v =>
                v.HappenedOn < visit.HappenedOn || (v.HappenedOn == visit.HappenedOn && v.Ordinal < visit.Ordinal)
            )
            .OrderByDescending(v => v.HappenedOn)
            .ThenByDescending(v => v.Ordinal)
            .FirstOrDefaultAsync(cancel);
}
