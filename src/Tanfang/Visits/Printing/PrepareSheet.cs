using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits.Form;

namespace Tanfang.Visits.Printing;

/// <summary>
/// Prepares one sheet of a job: what will stand on it, its code, its two copies. One transaction: after a power cut the sheet is
/// there or still to do, never twice.
/// </summary>
public sealed class PrepareSheet(TanfangDb db, WriteGate gate, Vault vault, FillForm fill, TimeProvider clock)
{
    /// <exception cref="OperationCanceledException">The job was cancelled meanwhile.</exception>
    public async Task Run(PrintJob job, PrintedSheet sheet, CurrentUser user, CancellationToken cancel)
    {
        var elder = await db.EldersOf(user.Scope)
            .AsNoTracking()
            .SingleOrDefaultAsync(e => e.Id == sheet.ElderId && e.WrappedKey != null, cancel);
        var visit = elder is null ? null : await VisitOf(job, sheet, elder.Id, cancel);
        var form =
            elder is null ? null
            : visit is null && job.Filled ? null
            : await fill.Run(user, elder, Ids(visit), await CareAfter(visit, cancel), cancel);
        await gate.Write(
            db,
            async () =>
            {
                if (await Take(sheet, visit, elder, form, cancel))
                    await Count(job, sheet, elder, form, user, cancel);
            },
            cancel
        );
    }

    private static Guid[] Ids(Visit? visit) => visit is null ? [] : [visit.Id];

    private async Task<Visit?> VisitOf(PrintJob job, PrintedSheet sheet, Guid elder, CancellationToken cancel)
    {
        if (!job.Filled)
            return null;
        var visits = db.Visits.AsNoTracking().Where(v => v.ElderId == elder && !v.IsAttempt && v.ClosedAt == null);
        // Corrected since: what holds now is printed.
        if (sheet.VisitId is { } fixedOn)
            return await visits.SingleOrDefaultAsync(
                v => db.Visits.Any(old => old.Id == fixedOn && old.ElderId == elder && old.Ordinal == v.Ordinal),
                cancel
            );
        if (job.Month is { } month)
            visits = visits.Where(v => v.HappenedOn >= month && v.HappenedOn < month.AddMonths(1));
        return await visits
            .OrderByDescending(v => v.HappenedOn)
            .ThenByDescending(v => v.Ordinal)
            .FirstOrDefaultAsync(cancel);
    }

    /// <summary>Section six of a visit's sheet: the care that followed it, up to the next visit.</summary>
    private async Task<List<Guid>> CareAfter(Visit? visit, CancellationToken cancel)
    {
        if (visit is null)
            return [];
        var next = await db
            .Visits.Where(v => v.ElderId == visit.ElderId && !v.IsAttempt && v.ClosedAt == null)
            .Where(v => v.HappenedOn > visit.HappenedOn)
            .MinAsync(v => (DateOnly?)v.HappenedOn, cancel);
        return await db
            .CareActs.Where(c => c.ElderId == visit.ElderId && c.HappenedOn >= visit.HappenedOn)
            .Where(c => next == null || c.HappenedOn < next)
            .Select(c => c.Id)
            .ToListAsync(cancel);
    }

    /// <summary>True when the sheet was still to do and is now done by us.</summary>
    private async Task<bool> Take(
        PrintedSheet sheet,
        Visit? visit,
        Elder? elder,
        OfficialFormModel? form,
        CancellationToken cancel
    )
    {
        var now = clock.Now();
        var today = clock.Today();
        var leftOut =
            form is not null ? null
            : elder is null ? "gone"
            : "noVisit";
        var code = form is null ? null : SheetCode.NewRandom();
        var bytes = form is null ? null : SheetForms.Close(vault.SealOf(elder!), sheet.Id, form);
        var visitId = visit?.Id;
        var filled = visit is not null;
        return await db
                .PrintedSheets.Where(s => s.Id == sheet.Id && s.PreparedAt == null)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(s => s.PreparedAt, now)
                            .SetProperty(s => s.PrintedOn, today)
                            .SetProperty(s => s.LeftOut, leftOut)
                            .SetProperty(s => s.Code, code)
                            .SetProperty(s => s.Form, bytes)
                            .SetProperty(s => s.VisitId, visitId)
                            .SetProperty(s => s.Filled, filled),
                    cancel
                ) == 1;
    }

    private async Task Count(
        PrintJob job,
        PrintedSheet sheet,
        Elder? elder,
        OfficialFormModel? form,
        CurrentUser user,
        CancellationToken cancel
    )
    {
        var mine = await db
            .PrintJobs.Where(j => j.Id == job.Id && j.State == PrintState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.SheetsDone, j => j.SheetsDone + 1), cancel);
        if (mine == 0)
            throw new OperationCanceledException("the job was cancelled");
        if (form is null)
            return;
        CopyFor[] copies = sheet.OnlyCopy is { } one ? [one] : [CopyFor.County, CopyFor.Township];
        foreach (var copy in copies)
            Custody.MarkCopy.Add(db, sheet.Id, copy, user.Actor, clock);
        // The paper shows numbers and phones in full; so each printing is written down.
        var detail = $"job={job.Id:N}";
        db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "form.printed", elder!.Id.ToString("N"), detail));
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }
}
