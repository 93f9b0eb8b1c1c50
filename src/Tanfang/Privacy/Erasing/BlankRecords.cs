using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits;

namespace Tanfang.Privacy.Erasing;

/// <summary>
/// Blanks what other rooms hold in plain words or codes about somebody's health and home, and what is sealed under the store's key instead
/// of theirs. Sealed values of the person's own key stay where they are: nobody can open them any more.
/// </summary>
internal static class BlankRecords
{
    /// <summary>Coded answers as they look when nothing was answered.</summary>
    private const string NoCodes = "{}";

    public static async Task Run(
        TanfangDb db,
        Vault vault,
        IReadOnlyCollection<Guid> files,
        List<byte[]> numbers,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        await File(db, files, cancel);
        await Visits(db, files, cancel);
        await Emergencies(db, files, cancel);
        await Paper(db, files, clock.Now(), cancel);
        await Doors(db, files, clock.Now(), cancel);
        await Quarantine(db, vault, files, clock.Now(), cancel);
        await Screening(db, files, cancel);
        await Lists(db, files, numbers, cancel);
    }

    private static async Task File(TanfangDb db, IReadOnlyCollection<Guid> files, CancellationToken cancel)
    {
        await db.Contacts.Where(c => files.Contains(c.ElderId)).ExecuteDeleteAsync(cancel);
        await db.ElderKeys.Where(k => files.Contains(k.ElderId)).ExecuteDeleteAsync(cancel);
        await db.ElderPairs.Where(p => files.Contains(p.OneId) || files.Contains(p.OtherId)).ExecuteDeleteAsync(cancel);
        await db.GridPlaces.Where(p => files.Contains(p.ElderId)).ExecuteDeleteAsync(cancel);
        await db
            .ElderFacts.Where(f => files.Contains(f.ElderId))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(f => f.Source, (string?)null)
                        .SetProperty(f => f.AssessmentResult, (string?)null)
                        .SetProperty(f => f.Assessor, (string?)null)
                        .SetProperty(f => f.GivenBy, (string?)null),
                cancel
            );
        await db
            .ElderMerges.Where(m => files.Contains(m.KeptId) || files.Contains(m.MergedId))
            .ExecuteUpdateAsync(
                set => set.SetProperty(m => m.Reason, EraseElder.Name).SetProperty(m => m.UndoneReason, (string?)null),
                cancel
            );
        await db
            .ProposedChanges.Where(p => files.Contains(p.ElderId))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(
                            p => p.State,
                            p => p.State == ProposalState.Waiting ? ProposalState.Withdrawn : p.State
                        )
                        .SetProperty(p => p.Words, (byte[]?)null),
                cancel
            );
    }

    private static async Task Visits(TanfangDb db, IReadOnlyCollection<Guid> files, CancellationToken cancel)
    {
        var nothing = new StatusAnswers().ToJson();
        await db
            .Visits.Where(v => files.Contains(v.ElderId))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(v => v.Answers, nothing)
                        .SetProperty(v => v.Gas, (string?)null)
                        .SetProperty(v => v.Water, (string?)null)
                        .SetProperty(v => v.Electricity, (string?)null)
                        .SetProperty(v => v.Needs, "")
                        .SetProperty(v => v.VoidReason, (string?)null)
                        .SetProperty(v => v.Words, (byte[]?)null),
                cancel
            );
        var plans = db.HelpPlans.Where(p => files.Contains(p.ElderId)).Select(p => p.Id);
        await db
            .HelpPlans.Where(p => files.Contains(p.ElderId))
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Kinds, ""), cancel);
        await db
            .HelpMeasures.Where(m => db.HelpPlanVersions.Any(v => v.Id == m.VersionId && plans.Contains(v.PlanId)))
            .ExecuteDeleteAsync(cancel);
    }

    private static Task<int> Emergencies(TanfangDb db, IReadOnlyCollection<Guid> files, CancellationToken cancel) =>
        db
            .Emergencies.Where(e => files.Contains(e.ElderId))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(e => e.What, "")
                        .SetProperty(e => e.Called, "")
                        .SetProperty(e => e.Outcome, (string?)null)
                        .SetProperty(e => e.Note, (byte[]?)null)
                        .SetProperty(e => e.OutcomeNote, (byte[]?)null),
                cancel
            );

    /// <summary>A document of many people goes whole; it is printed anew for the others.</summary>
    private static async Task Paper(
        TanfangDb db,
        IReadOnlyCollection<Guid> files,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var sheets = db.PrintedSheets.Where(s => files.Contains(s.ElderId));
        var mine = await sheets.Select(s => s.Id).ToListAsync(cancel);
        var jobs = await sheets.Select(s => s.JobId).Distinct().ToListAsync(cancel);
        var visits = db.Visits.Where(v => files.Contains(v.ElderId)).Select(v => v.Id);
        await db.PrintFiles.Where(f => jobs.Contains(f.JobId)).ExecuteDeleteAsync(cancel);
        await db
            .PrintJobs.Where(j => jobs.Contains(j.Id) && j.State == PrintState.Done)
            .ExecuteUpdateAsync(
                set => set.SetProperty(j => j.State, PrintState.Dropped).SetProperty(j => j.PdfSize, (int?)null),
                cancel
            );
        await db
            .PrintedSheets.Where(s => mine.Contains(s.Id))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(s => s.Form, (byte[]?)null).SetProperty(s => s.RevokedAt, s => s.RevokedAt ?? now),
                cancel
            );
        var scans = await db
            .PaperScans.Where(s =>
                (s.ElderId != null && files.Contains(s.ElderId.Value))
                || (s.SheetId != null && mine.Contains(s.SheetId.Value))
                || (s.VisitId != null && visits.Contains(s.VisitId.Value))
            )
            .Select(s => s.Id)
            .ToListAsync(cancel);
        await db.PaperScans.Where(s => scans.Contains(s.Id)).ExecuteDeleteAsync(cancel);
        await db
            .EntrySheets.Where(s => files.Contains(s.ElderId))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(s => s.Draft, (byte[]?)null)
                        .SetProperty(s => s.ScanId, (Guid?)null)
                        .SetProperty(
                            s => s.State,
                            s => s.State == EntrySheetState.Waiting ? EntrySheetState.Skipped : s.State
                        ),
                cancel
            );
    }

    /// <summary>The card may hang on: it leads to nobody any more.</summary>
    private static async Task Doors(
        TanfangDb db,
        IReadOnlyCollection<Guid> files,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        await db
            .DoorCards.Where(c => files.Contains(c.ElderId) && c.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.RevokedAt, now), cancel);
        await db
            .DoorNotes.Where(n => files.Contains(n.ElderId))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(n => n.Words, (byte[]?)null)
                        .SetProperty(n => n.Answer, (byte[]?)null)
                        .SetProperty(n => n.AnsweredAt, n => n.AnsweredAt ?? now)
                        .SetProperty(n => n.AnsweredBy, n => n.AnsweredBy ?? Actor.System.Id),
                cancel
            );
    }

    private static async Task Quarantine(
        TanfangDb db,
        Vault vault,
        IReadOnlyCollection<Guid> files,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var rows = await db
            .Quarantine.Where(q => q.ElderId != null && files.Contains(q.ElderId.Value))
            .Select(q => new { q.ItemId, q.Hash })
            .ToListAsync(cancel);
        foreach (var row in rows)
        {
            var place = $"{ElderSeals.Place("quarantine", "raw", row.ItemId)}/{row.Hash}";
            var empty = vault.StoreSeal.Close(place, "{}"u8);
            await db
                .Quarantine.Where(q => q.ItemId == row.ItemId && q.Hash == row.Hash)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(q => q.Raw, empty)
                            .SetProperty(q => q.ResolutionNote, EraseElder.Name)
                            .SetProperty(q => q.Resolution, q => q.Resolution ?? "dismissed")
                            .SetProperty(q => q.ResolvedAt, q => q.ResolvedAt ?? now)
                            .SetProperty(q => q.ResolvedBy, q => q.ResolvedBy ?? Actor.System.Id),
                    cancel
                );
        }
    }

    private static async Task Screening(TanfangDb db, IReadOnlyCollection<Guid> files, CancellationToken cancel)
    {
        var answers = db.ScreeningAnswers.Where(a => a.SealedFor != null && files.Contains(a.SealedFor.Value));
        await answers.ExecuteUpdateAsync(
            set => set.SetProperty(a => a.Codes, NoCodes).SetProperty(a => a.Words, (byte[]?)null),
            cancel
        );
        await db
            .ScreeningPersonAnswers.Where(a => files.Contains(a.ElderId))
            .ExecuteUpdateAsync(
                set => set.SetProperty(a => a.Codes, NoCodes).SetProperty(a => a.Words, (byte[]?)null),
                cancel
            );
        var rows = db.ScreeningPersons.Where(p => files.Contains(p.ElderId)).Select(p => p.RowId);
        await db
            .ScreeningHouseholds.Where(h => rows.Contains(h.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(h => h.Found, (byte[]?)null), cancel);
    }

    /// <summary>What a department's list says of the person; the list itself is sealed and goes when it is ended.</summary>
    private static async Task Lists(
        TanfangDb db,
        IReadOnlyCollection<Guid> files,
        List<byte[]> numbers,
        CancellationToken cancel
    )
    {
        await db.ImportReviews.Where(r => files.Contains(r.CandidateId)).ExecuteDeleteAsync(cancel);
        var rows = new List<Guid>();
        foreach (var number in numbers)
        {
            rows.AddRange(
                await db.DeliveredRows.Where(r => r.NumberIndex == number).Select(r => r.Id).ToListAsync(cancel)
            );
        }

        await db
            .DeliveryDifferences.Where(d =>
                (d.ElderId != null && files.Contains(d.ElderId.Value)) || rows.Contains(d.RowId)
            )
            .ExecuteDeleteAsync(cancel);
        await db.DeliveredRows.Where(r => rows.Contains(r.Id)).ExecuteDeleteAsync(cancel);
    }
}
