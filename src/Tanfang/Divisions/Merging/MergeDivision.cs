using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Divisions.Merging;

/// <summary>
/// 撤并: a village or township ends on a day and its people live in another from then on, by a dated fact each. The old
/// code stays findable and leads to the new one; figures of days before stay where they were counted.
/// </summary>
public sealed class MergeDivision(TanfangDb db, WriteGate gate, TimeProvider clock, AppendFacts append)
{
    /// <summary>What was merged, into what (null = withdrawn without a successor), from which day on.</summary>
    public sealed record Merger(int FromId, int? IntoId, DateOnly On);

    /// <returns>How many people moved with it.</returns>
    public Task<Result<int>> Run(Scope scope, Actor actor, Merger merger, CancellationToken cancel) =>
        gate.Write<Result<int>>(
            db,
            async () =>
            {
                var from = await Find(scope, merger.FromId, cancel);
                var into = merger.IntoId is { } id ? await Find(scope, id, cancel) : null;
                if (from is null || (merger.IntoId is not null && into is null))
                {
                    return Refuse("unknown", "没有这个行政区划", "请从列表中选择");
                }

                var people = await db.Elders.Where(e => e.HomeId == from.Id).ToListAsync(cancel);
                if (await Guard(from, into, merger.On, people.Count, cancel) is { } refusal)
                {
                    return refusal;
                }

                from.ValidUntil = merger.On;
                from.MergedIntoId = into?.Id;
                var subject = from.Id.ToString(CultureInfo.InvariantCulture);
                var detail = $"{from.Code}>{into?.Code} {merger.On:yyyy-MM-dd}";
                db.Changes.Add(ChangeEntry.Of(actor, clock, "division.merged", subject, detail));
                await db.SaveChangesAsync(cancel);
                return into is null ? 0 : await TakeOver(actor, from, into, people, cancel);
            },
            cancel
        );

    private async Task<Division?> Find(Scope scope, int id, CancellationToken cancel)
    {
        var division = await db.Divisions.SingleOrDefaultAsync(d => d.Id == id, cancel);
        return division is not null && scope.Covers(division) ? division : null;
    }

    private async Task<Refusal?> Guard(Division from, Division? into, DateOnly on, int people, CancellationToken cancel)
    {
        var level = from.Level is DivisionLevel.Village or DivisionLevel.Township;
        var children = await db.Divisions.AnyAsync(d => d.ParentId == from.Id && d.ValidUntil == null, cancel);
        return (from, into) switch
        {
            _ when !level => Refuse("level", "只能撤并村（社区）和乡镇（街道）", "县级以上调整请更新区划文件"),
            _ when from.ValidUntil is { } ended => Refuse("withdrawn", $"{from.Name}已于 {ended:yyyy-MM-dd} 撤销", ""),
            _ when on > clock.Today() => Refuse("future", "撤并日期在今天之后", "请到当天再办理", "On"),
            _ when from.ValidFrom >= on => Refuse("early", "撤并日期早于启用日期", "请核对文件日期", "On"),
            (_, null) when people > 0 => Refuse("inhabited", $"这里还有 {people} 位老年人", "请选择并入哪里", "Into"),
            (_, null) when children => Refuse("inhabited", "这里还有下级区划", "请选择并入哪里", "Into"),
            (_, null) => null,
            _ when into.Id == from.Id => Refuse("same", "不能并入自己", "请选择另一个区划", "Into"),
            _ when into.Level != from.Level => Refuse("level", "级别不同", "请选择同级的区划", "Into"),
            _ when into.CountyId != from.CountyId => Refuse("county", "不在同一个县", "请选择同县的区划", "Into"),
            _ when !into.IsValidOn(on) => Refuse("invalid", $"{into.Name}当天无效", "请选择当天有效的区划", "Into"),
            _ => null,
        };
    }

    /// <summary>The villages of a township go over as they are; the people who lived here get a new residence.</summary>
    private async Task<int> TakeOver(
        Actor actor,
        Division from,
        Division into,
        List<Elder> people,
        CancellationToken cancel
    )
    {
        foreach (var child in await db.Divisions.Where(d => d.ParentId == from.Id).ToListAsync(cancel))
        {
            (child.ParentId, child.TownshipId) = (into.Id, into.Id);
        }

        var ids = people.Select(e => e.Id).ToList();
        var arrived = await db
            .ElderFacts.Where(f => ids.Contains(f.ElderId) && f.Kind == FactKind.Residence)
            .GroupBy(f => f.ElderId)
            .Select(g => new { ElderId = g.Key, On = g.Max(f => f.On) })
            .ToDictionaryAsync(g => g.ElderId, g => g.On, cancel);
        var facts = people.Select(e => new ElderFact
        {
            Id = Guid.CreateVersion7(clock.Now()),
            ElderId = e.Id,
            Kind = FactKind.Residence,
            // Somebody who came after the merger was entered under the old name; the new one holds from their coming.
            On = arrived.TryGetValue(e.Id, out var on) && on > from.ValidUntil ? on : from.ValidUntil!.Value,
            RecordedAt = clock.Now(),
            DivisionId = into.Id,
            Rural = e.Rural,
            Source = "区划撤并",
            RecordedBy = actor.Id,
        });
        await append.Run(actor, people, [.. facts], "elder.moved", cancel);
        return people.Count;
    }

    private static Refusal Refuse(string code, string reason, string remedy, string? field = null) =>
        new($"division.{code}", reason, remedy, field);
}
