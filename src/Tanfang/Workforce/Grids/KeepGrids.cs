using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Workforce.Grids;

/// <summary>网格: adds one, splits one in two, merges two. From today on; nobody who belonged to a grid belongs to none afterwards.</summary>
public sealed class KeepGrids(TanfangDb db, WriteGate gate, GridsOfDay grids, TimeProvider clock)
{
    private readonly PlaceElders place = new(db, clock);

    private DateOnly Today => clock.Today();

    /// <param name="everybody">Puts all people of the village who are in no grid into it.</param>
    public Task<Result<Guid>> Add(
        Scope scope,
        Actor actor,
        int divisionId,
        string? name,
        bool everybody,
        CancellationToken cancel
    ) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                var village = await db.Divisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == divisionId, cancel);
                if (
                    village is not { Level: DivisionLevel.Village }
                    || !scope.Covers(village)
                    || !village.IsValidOn(Today)
                )
                {
                    return No("village", "没有选村（社区）", "网格属于一个村、社区或嘎查", "Division");
                }

                if (await Name(scope, divisionId, name, cancel) is { } refusal)
                {
                    return refusal;
                }

                var grid = await NewGrid(actor, divisionId, name!, cancel);
                if (everybody)
                {
                    var unplaced = grids.Unplaced(scope, Today).Where(e => e.HomeId == divisionId);
                    await place.Run(grid, await unplaced.Select(e => e.Id).ToListAsync(cancel), Today, cancel);
                }

                return grid;
            },
            cancel
        );

    /// <summary>拆分: those chosen go to a new grid of the same village; the rest stay where they are.</summary>
    public Task<Result<Guid>> Split(
        Scope scope,
        Actor actor,
        Guid gridId,
        string? name,
        IReadOnlyCollection<Guid> chosen,
        CancellationToken cancel
    ) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                if (await Find(scope, gridId, cancel) is not { } grid)
                {
                    return Unknown;
                }

                var members = await grids.In(scope, gridId, Today).Select(e => e.Id).ToListAsync(cancel);
                var moving = members.Intersect(chosen).ToList();
                if (moving.Count == 0 || moving.Count == members.Count)
                {
                    return No("split", "没有选人，或选了全部", "请勾选要分到新网格的老人，至少留一位", "Elders");
                }

                if (await Name(scope, grid.DivisionId, name, cancel) is { } refusal)
                {
                    return refusal;
                }

                var added = await NewGrid(actor, grid.DivisionId, name!, cancel);
                await place.Run(added, moving, Today, cancel);
                await Write(actor, "grid.split", gridId, $"people={moving.Count}", cancel);
                return added;
            },
            cancel
        );

    /// <summary>合并: the people of one grid go to the other; the emptied grid ends today, its past days stay.</summary>
    public Task<Result<Guid>> Merge(Scope scope, Actor actor, Guid from, Guid into, CancellationToken cancel) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                var (source, target) = (await Find(scope, from, cancel), await Find(scope, into, cancel));
                if (source is null || target is null)
                {
                    return Unknown;
                }

                if (source.Id == target.Id || source.DivisionId != target.DivisionId)
                {
                    return No("merge", "只能合并同一个村（社区）的两个网格", "请选另一个网格", "Into");
                }

                // Everybody with a place there, also who is away or not of age: nobody may be left in a grid that has ended.
                var people = await grids
                    .Places(Today)
                    .Where(p => p.GridId == from)
                    .Select(p => p.ElderId)
                    .ToListAsync(cancel);
                await place.Run(into, people, Today, cancel);
                foreach (var worker in await grids.Workers(Today).Where(w => w.GridId == from).ToListAsync(cancel))
                {
                    worker.Until = Today;
                }

                source.Until = Today;
                await Write(actor, "grid.merged", from, $"into={into:N} people={people.Count}", cancel);
                return into;
            },
            cancel
        );

    private Task<Grid?> Find(Scope scope, Guid id, CancellationToken cancel) =>
        grids.Grids(scope, Today).SingleOrDefaultAsync(g => g.Id == id, cancel);

    private async Task<Refusal?> Name(Scope scope, int division, string? name, CancellationToken cancel)
    {
        var plain = (name ?? "").Trim();
        return plain.Length is 0 or > 50 ? No("name", "没有写网格名称，或超过 50 个字", "如：第一网格", "Name")
            : await grids.Grids(scope, Today).AnyAsync(g => g.DivisionId == division && g.Name == plain, cancel)
                ? No("name", "这个村（社区）已有同名的网格", "请换一个名称", "Name")
            : null;
    }

    private async Task<Guid> NewGrid(Actor actor, int division, string name, CancellationToken cancel)
    {
        var grid = new Grid
        {
            Id = Guid.CreateVersion7(clock.Now()),
            DivisionId = division,
            Name = name.Trim(),
            From = Today,
        };
        db.Grids.Add(grid);
        await Write(actor, "grid.added", grid.Id, null, cancel);
        return grid.Id;
    }

    private async Task Write(Actor actor, string action, Guid grid, string? detail, CancellationToken cancel)
    {
        db.Changes.Add(ChangeEntry.Of(actor, clock, action, grid.ToString("N"), detail));
        await db.SaveChangesAsync(cancel);
    }

    private static Refusal Unknown { get; } = new("grid.unknown", "找不到这个网格", "请从名单重新打开");

    private static Refusal No(string code, string reason, string remedy, string field) =>
        new($"grid.{code}", reason, remedy, field);
}
