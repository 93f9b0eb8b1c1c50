using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Workforce.Grids;

/// <summary>What adding, splitting and merging have in common: finding a grid, a name that is free, the new row. Inside the caller's transaction.</summary>
public sealed class GridRows(TanfangDb db, GridsOfDay grids, PlaceElders place, TimeProvider clock)
{
    public DateOnly Today => clock.Today();

    public PlaceElders Place => place;

    public Task<Grid?> Find(Scope scope, Guid id, CancellationToken cancel) =>
        grids.Grids(scope, Today).SingleOrDefaultAsync(g => g.Id == id, cancel);

    public async Task<Refusal?> WrongName(Scope scope, int division, string? name, CancellationToken cancel)
    {
        var plain = (name ?? "").Trim();
        return plain.Length is 0 or > 50 ? No("name", "没有写网格名称，或超过 50 个字", "如：第一网格", "Name")
            : await grids.Grids(scope, Today).AnyAsync(g => g.DivisionId == division && g.Name == plain, cancel)
                ? No("name", "这个村（社区）已有同名的网格", "请换一个名称", "Name")
            : null;
    }

    public async Task<Guid> Add(Actor actor, int division, string name, CancellationToken cancel)
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

    public async Task Write(Actor actor, string action, Guid grid, string? detail, CancellationToken cancel)
    {
        db.Changes.Add(ChangeEntry.Of(actor, clock, action, grid.ToString("N"), detail));
        await db.SaveChangesAsync(cancel);
    }

    public static Refusal Unknown { get; } = new("grid.unknown", "找不到这个网格", "请从名单重新打开");

    public static Refusal No(string code, string reason, string remedy, string field) =>
        new($"grid.{code}", reason, remedy, field);
}
