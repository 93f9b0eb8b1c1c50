using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Entering;

/// <summary>One sheet in the list of a batch.</summary>
public sealed record SheetLine(EntrySheet Sheet, string Name, int? Ordinal, int LateBy);

/// <summary>A batch from above: what is done, what was skipped and why, what remains.</summary>
public sealed record BatchView(EntryBatch Batch, string Title, IReadOnlyList<SheetLine> Lines)
{
    public int Count(EntrySheetState state) => Lines.Count(l => l.Sheet.State == state);

    public int Drafts => Lines.Count(l => l.Sheet is { State: EntrySheetState.Waiting, Draft: not null });

    /// <summary>The next that waits after a place, from the beginning again when none follows; null when all is done.</summary>
    public Guid? NextAfter(int place)
    {
        var waiting = Lines.Where(l => l.Sheet.State == EntrySheetState.Waiting).Select(l => l.Sheet).ToList();
        return (waiting.Find(s => s.Place > place) ?? waiting.FirstOrDefault())?.ElderId;
    }
}

/// <summary>A batch in the list of batches.</summary>
public sealed record BatchLine(EntryBatch Batch, string Title, int Waiting, int All);

/// <summary>Reads a batch with its sheets, and the batches that are under way.</summary>
public sealed class ReadBatch(TanfangDb db, DivisionLookup divisions)
{
    public const int MostShown = 20;

    public async Task<BatchView?> Run(CurrentUser user, Guid id, CancellationToken cancel)
    {
        if (await db.EntryBatchesOf(user).AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, cancel) is not { } batch)
            return null;
        var elders = db.EldersOf(user.Scope);
        var rows = await (
            from sheet in db.EntrySheets.AsNoTracking()
            join elder in elders on sheet.ElderId equals elder.Id
            join visit in db.Visits on sheet.RecordId equals visit.Id into visits
            from visit in visits.DefaultIfEmpty()
            where sheet.BatchId == id
            orderby sheet.Place
            select new
            {
                sheet,
                elder.Name,
                visit.Ordinal,
                On = (DateOnly?)visit.HappenedOn,
                At = (DateTimeOffset?)visit.RecordedAt,
            }
        ).ToListAsync(cancel);
        return new BatchView(
            batch,
            await Title(batch, cancel),
            [
                .. rows.Select(r => new SheetLine(
                    r.sheet,
                    r.Name,
                    r.Ordinal,
                    r is { On: { } on, At: { } at } ? Visit.DaysLate(on, at) : 0
                )),
            ]
        );
    }

    /// <summary>The newest first, those under way before those that are closed.</summary>
    public async Task<IReadOnlyList<BatchLine>> All(CurrentUser user, CancellationToken cancel)
    {
        var rows = await db.EntryBatchesOf(user)
            .AsNoTracking()
            .OrderBy(b => b.ClosedAt == null ? 0 : 1)
            .ThenByDescending(b => b.CreatedAt)
            .Take(MostShown)
            .Select(b => new
            {
                Batch = b,
                Waiting = db.EntrySheets.Count(s => s.BatchId == b.Id && s.State == EntrySheetState.Waiting),
                All = db.EntrySheets.Count(s => s.BatchId == b.Id),
            })
            .ToListAsync(cancel);
        var lines = new List<BatchLine>();
        foreach (var row in rows)
        {
            lines.Add(new BatchLine(row.Batch, await Title(row.Batch, cancel), row.Waiting, row.All));
        }

        return lines;
    }

    public async Task<string> Title(EntryBatch batch, CancellationToken cancel) =>
        batch.DivisionId is { } place ? (await divisions.ById(place, cancel))?.Name ?? "已撤销的村（社区）"
        : batch.VisitorId is { } visitor
            ? $"责任人{await db.Visitors.Where(v => v.Id == visitor).Select(v => v.Name).SingleOrDefaultAsync(cancel)}"
        : "随到随录";
}
