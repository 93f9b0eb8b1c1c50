using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Obligations.Running;
using Tanfang.Policy;
using Tanfang.Shared;
using ChinaTime = Tanfang.Shared.ChinaTime;

namespace Tanfang.Obligations.Situations;

/// <summary>A special time as a reader sees it.</summary>
public sealed record SituationView(SituationWindow Row, string KindName, NamedDivision Place, int Versions)
{
    public DateOnly? LastDay => Row.Until?.AddDays(-1);

    public bool IsCancelled => Row.Until <= Row.From;

    public string State(DateOnly today) =>
        IsCancelled ? "已取消"
        : today < Row.From ? "未开始"
        : Row.Until <= today ? "已结束"
        : "进行中";
}

/// <summary>How far the people of the area have been brought up after a change.</summary>
public sealed record AreaProgress(int Done, int Total)
{
    public bool Finished => Done >= Total;

    public string Text => Finished ? $"{Total} 位老人的应访已更新" : $"已更新 {Done} / {Total} 位老人的应访";
}

/// <summary>Reads the special times: the newest version of each, and its earlier ones.</summary>
public sealed class ReadSituations(TanfangDb db, DivisionLookup divisions, PolicySet policies, TimeProvider clock)
{
    public DateOnly Today => clock.Today();

    public IReadOnlyList<SituationKind> Kinds => policies.Dictionary.Situations;

    /// <summary>Those going on or to come first, then the newest.</summary>
    public async Task<IReadOnlyList<SituationView>> All(CancellationToken cancel)
    {
        var rows = await db.Situations.AsNoTracking().ToListAsync(cancel);
        var replaced = rows.Select(r => r.ReplacesId).OfType<Guid>().ToHashSet();
        var places = await divisions.Named(rows.Select(r => r.DivisionId), cancel);
        var today = Today;
        return
        [
            .. rows.Where(r => !replaced.Contains(r.Id))
                .Select(r => new SituationView(r, NameOf(r.Kind), places[r.DivisionId], Chain(r, rows).Count))
                .OrderBy(v => v.IsCancelled || v.Row.Until <= today)
                .ThenByDescending(v => v.Row.From),
        ];
    }

    /// <summary>The chain of versions, newest first; empty when there is no such newest version.</summary>
    public async Task<IReadOnlyList<SituationWindow>> Versions(Guid newest, CancellationToken cancel)
    {
        var rows = await db.Situations.AsNoTracking().ToListAsync(cancel);
        return rows.SingleOrDefault(r => r.Id == newest) is { } row && rows.All(r => r.ReplacesId != newest)
            ? Chain(row, rows)
            : [];
    }

    public async Task<AreaProgress?> Progress(Guid id, CancellationToken cancel)
    {
        if (await db.Situations.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancel) is not { } situation)
        {
            return null;
        }

        var total = await db
            .Elders.Where(e => db.Divisions.Within(situation.DivisionId).Any(d => d.Id == e.HomeId))
            .CountAsync(cancel);
        var waiting = await ReconcileAreas.Waiting(db, situation).CountAsync(cancel);
        return new AreaProgress(total - waiting, total);
    }

    public string NameOf(string kind) => Kinds.FirstOrDefault(k => k.Key == kind)?.Name ?? kind;

    /// <summary>2026-11-20 至 2026-11-30.</summary>
    public static string Days(SituationWindow row) =>
        row.Until is { } until
            ? $"{row.From:yyyy-MM-dd} 至 {until.AddDays(-1):yyyy-MM-dd}"
            : $"{row.From:yyyy-MM-dd} 起";

    public static string Known(SituationWindow row) => ChinaTime.Show(row.RecordedAt);

    private static List<SituationWindow> Chain(SituationWindow newest, List<SituationWindow> rows)
    {
        var chain = new List<SituationWindow> { newest };
        while (chain[^1].ReplacesId is { } earlier)
        {
            chain.Add(rows.Single(r => r.Id == earlier));
        }

        return chain;
    }
}
