using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits.Printing;

namespace Tanfang.Visits;

/// <summary>One sheet to print: whose, and of which visit when that is fixed already.</summary>
public sealed record SheetWish(Guid ElderId, Guid? VisitId = null, Guid? ReprintOf = null, CopyFor? OnlyCopy = null);

/// <summary>What is to be printed, as a list or page chose it.</summary>
/// <param name="What">In words, without names.</param>
/// <param name="Address">Under which address the office answers.</param>
public sealed record PrintWish(string What, string Address, IReadOnlyList<SheetWish> Sheets)
{
    public static string AddressOf(HttpRequest request) => $"{request.Scheme}://{request.Host}";
}

/// <summary>Plans a print job from people somebody chose. It begins when it is said how: blank or filled.</summary>
public sealed class PlanPrint(TanfangDb db, WriteGate gate, PrintProgress progress, TimeProvider clock)
{
    /// <param name="start">True when nothing has to be asked any more.</param>
    public async Task<Result<Guid>> Run(CurrentUser user, PrintWish wish, bool start, CancellationToken cancel)
    {
        if (wish.Sheets.Count > PrintJob.MostSheets)
        {
            return new Refusal(
                "print.tooMany",
                $"选中 {wish.Sheets.Count} 人，一次最多打印 {PrintJob.MostSheets} 份",
                "请按乡镇、村或类别分开打印"
            );
        }

        var asked = wish.Sheets.Select(s => s.ElderId).Distinct().ToList();
        var mine = await db.EldersOf(user.Scope)
            .Where(e => asked.Contains(e.Id) && e.WrappedKey != null)
            .Select(e => e.Id)
            .ToListAsync(cancel);
        var sheets = wish.Sheets.Where(s => mine.Contains(s.ElderId)).ToList();
        if (sheets.Count == 0)
            return new Refusal("print.nobody", "没有符合条件、可以打印的老人", "请放宽条件再选");
        var now = clock.Now();
        var job = new PrintJob
        {
            Id = Guid.CreateVersion7(now),
            State = start ? PrintState.Waiting : PrintState.Chosen,
            What = wish.What.Length > 200 ? wish.What[..200] : wish.What,
            Filled = sheets.TrueForAll(s => s.VisitId is not null),
            Address = wish.Address.Length > 200 ? "" : wish.Address,
            Sheets = sheets.Count,
            CreatedAt = now,
            CreatedBy = user.Actor.Id,
        };
        await gate.Write(
            db,
            () =>
            {
                db.PrintJobs.Add(job);
                db.PrintedSheets.AddRange(sheets.Select((sheet, i) => Row(job.Id, i + 1, sheet, now)));
                db.Changes.Add(
                    ChangeEntry.Of(user.Actor, clock, "print.planned", job.Id.ToString("N"), $"sheets={sheets.Count}")
                );
                return db.SaveChangesAsync(cancel);
            },
            cancel
        );
        if (start)
            progress.Ring();
        return job.Id;
    }

    private static PrintedSheet Row(Guid job, int position, SheetWish wish, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            JobId = job,
            Position = position,
            ElderId = wish.ElderId,
            VisitId = wish.VisitId,
            ReprintOfId = wish.ReprintOf,
            OnlyCopy = wish.OnlyCopy,
        };
}
