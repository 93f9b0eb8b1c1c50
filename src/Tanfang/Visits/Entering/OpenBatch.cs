using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Obligations;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits.Form;

namespace Tanfang.Visits.Entering;

/// <summary>开一批补录: lays out one sheet per elder, those still due on the shared day first, then as the village lists them.</summary>
public sealed class OpenBatch(TanfangDb db, WriteGate gate, RegistryWords words, TimeProvider clock)
{
    /// <summary>More forms than anybody copies in one sitting; a township is done village by village.</summary>
    public const int MostSheets = 500;

    public const int LongestVisitors = 200;

    public Task<Result<Guid>> Run(CurrentUser user, NewBatch asked, CancellationToken cancel) =>
        gate.Write(db, () => Open(user, asked, cancel), cancel);

    /// <summary>What is wrong with the shared values; the same when they are changed later.</summary>
    public static IEnumerable<Refusal> Problems(DateOnly day, string? mode, string? visitors, DateOnly today)
    {
        if (day > today)
            yield return new Refusal("future-day", "多数表上的日期还没有到", "请核对日期", "Day");
        if (VisitForm.Mode.LabelOf(mode) is null)
            yield return new Refusal("mode-missing", "没有选多数表上的探访方式", "", "Mode");
        if (visitors is { Length: > LongestVisitors } || (visitors ?? "").Any(char.IsControl))
            yield return new Refusal(
                "visitors-long",
                $"探访人员应是不超过 {LongestVisitors} 个字的一行",
                "",
                "Visitors"
            );
    }

    private async Task<Result<Guid>> Open(CurrentUser user, NewBatch asked, CancellationToken cancel)
    {
        var refusals = Problems(asked.Day, asked.Mode, asked.Visitors, clock.Today()).ToList();
        if (refusals.Count > 0)
            return refusals;
        var batch = asked.Open(user, clock.Now());
        var elders = batch.IsWhateverComes ? [] : await Elders(user.Scope, asked).ToListAsync(cancel);
        if (!batch.IsWhateverComes && elders.Count == 0)
            return new Refusal("nobody", "这里当天没有在册的老人", "请换一个村（社区），或选“随到随录”", "Place");
        if (elders.Count > MostSheets)
            return new Refusal("too-many", $"一批最多 {MostSheets} 户", "请选到村（社区）", "Place");
        db.EntryBatches.Add(batch);
        db.EntrySheets.AddRange(elders.Select((elder, i) => Sheet(batch.Id, elder, i + 1)));
        db.Changes.Add(
            ChangeEntry.Of(user.Actor, clock, "entry.opened", batch.Id.ToString("N"), $"sheets={elders.Count}")
        );
        await db.SaveChangesAsync(cancel);
        return batch.Id;
    }

    internal EntrySheet Sheet(Guid batch, Guid elder, int place, Guid? printed = null) =>
        new()
        {
            BatchId = batch,
            ElderId = elder,
            Place = place,
            RecordId = DeskRecord.NewId(clock),
            PrintedSheetId = printed,
        };

    private IQueryable<Guid> Elders(Scope scope, NewBatch asked)
    {
        var (day, bornUntil) = (asked.Day, asked.Day.AddYears(-words.ElderAge));
        var homes = asked.DivisionId is { } place ? db.Divisions.Within(place) : db.Divisions;
        var there = db.EldersOf(scope)
            .Where(e => e.WrappedKey != null && e.BirthDate <= bornUntil && (e.LeftOn == null || e.LeftOn > day));
        if (asked.VisitorId is { } visitor)
        {
            there = there.Where(e =>
                db.Responsibilities.Any(r =>
                    r.ElderId == e.Id && r.VisitorId == visitor && r.From <= day && (r.Until == null || r.Until > day)
                )
            );
        }

        return from e in there
            join home in homes on e.HomeId equals home.Id
            let due = db.Obligations.Any(o =>
                o.ElderId == e.Id
                && o.From <= day
                && o.Until > day
                && (o.State == ObligationState.Due || o.State == ObligationState.Missed)
            )
            orderby due ? 0 : 1, home.Code, e.PinyinKey, e.Id
            select e.Id;
    }
}
