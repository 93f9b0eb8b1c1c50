using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>
/// 撤回: an effective change is reversed by another one, which is drafted here and goes through the same preview. Nothing is deleted: what had
/// ended begins anew under its old name and code, and whoever came from it and still lives there goes back.
/// </summary>
public sealed class UndoChange(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    /// <returns>The draft of the reverse; the one that is there already when it was asked before.</returns>
    public Task<Result<Guid>> Run(Scope scope, Actor actor, Guid id, CancellationToken cancel) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                if (await ChangeSheet.Read(db, scope, id, cancel) is not { } sheet)
                {
                    return ChangeRefusals.Unknown;
                }

                if (Guard(sheet) is { } refusal)
                {
                    return refusal;
                }

                var before = await db
                    .DivisionChanges.Where(c => c.UndoesId == id && c.State != ChangeState.Cancelled)
                    .Select(c => c.Id)
                    .FirstOrDefaultAsync(cancel);
                return before != default ? before : await Draft(actor, sheet, cancel);
            },
            cancel
        );

    private static Refusal? Guard(ChangeSheet sheet) =>
        sheet.Change.State != ChangeState.Effective
            ? new Refusal("change.notEffective", "这项变更还没有生效", "还没有生效的可以取消")
        : sheet.Change.Kind == ChangeKind.Merge && sheet.Level == DivisionLevel.Township
            ? new Refusal("change.townships", "乡镇合并不能一步撤回", "请用“改变隶属”把各村划回（可同时新设乡镇）")
        : sheet.Change.Kind == ChangeKind.Split && sheet.Targets.Any(t => !t.IsNew && sheet.From[0].Id != t.DivisionId)
            ? new Refusal("change.mixed", "拆分时有一部分并入了已有的区划，不能一步撤回", "请另建拆分和合并")
        : null;

    private async Task<Guid> Draft(Actor actor, ChangeSheet done, CancellationToken cancel)
    {
        var kind = done.Change.Kind switch
        {
            ChangeKind.Merge => ChangeKind.Split,
            ChangeKind.Split => ChangeKind.Merge,
            ChangeKind.Withdraw => ChangeKind.Restore,
            ChangeKind.Restore => ChangeKind.Withdraw,
            var same => same,
        };
        var change = KeepDraft.New(actor, clock, kind, done.Change.Id);
        change.DocumentTitle = $"撤回：{done.Change.DocumentTitle}";
        change.On = clock.Today();
        db.DivisionChanges.Add(change);
        var kept = done.Targets.Where(t => !t.IsNew).ToList();
        var now =
            kind == ChangeKind.Move ? await Successors(done, cancel)
            : kind is ChangeKind.Rename or ChangeKind.Recode ? done.From
            :
            [
                .. done
                    .Targets.Where(t => kind == ChangeKind.Split || t.IsNew)
                    .Select(t => done.Divisions[t.DivisionId!.Value]),
            ];
        db.DivisionChangeParts.AddRange(now.Select((d, i) => KeepDraft.SourceOf(change.Id, d, i)));
        var parts = Back(change.Id, done, kind).ToList();
        // What there was before a merger, and what remained of a split, stays.
        parts.AddRange(
            kept.Where(_ => kind is ChangeKind.Split or ChangeKind.Merge)
                .Select((t, i) => Existing(change.Id, t, 100 + i))
        );
        db.DivisionChangeParts.AddRange(
            kind == ChangeKind.Merge && kept.Count > 0 ? parts.Where(p => !p.IsNew) : parts
        );
        if (kind == ChangeKind.Split)
        {
            await People(change.Id, done, parts, cancel);
        }

        await db.SaveChangesAsync(cancel);
        return change.Id;
    }

    /// <summary>What was, once more.</summary>
    private static IEnumerable<DivisionChangePart> Back(Guid change, ChangeSheet done, ChangeKind kind) =>
        kind == ChangeKind.Withdraw ? []
        : kind == ChangeKind.Move
            ?
            [
                Existing(
                    change,
                    new DivisionChangePart
                    {
                        Id = default,
                        ChangeId = default,
                        Role = PartRole.Target,
                        Ordinal = 0,
                        DivisionId = done.From[0].TownshipId,
                    },
                    100
                ),
            ]
        : done.Sources.Select(
            (s, i) =>
                new DivisionChangePart
                {
                    Id = Guid.CreateVersion7(),
                    ChangeId = change,
                    Role = PartRole.Target,
                    Ordinal = 10 + i,
                    IsNew = true,
                    Name = kind == ChangeKind.Recode ? null : s.Name,
                    Code = kind == ChangeKind.Rename ? null : s.Code,
                    ParentId = done.Divisions[s.DivisionId!.Value].ParentId,
                }
        );

    private static DivisionChangePart Existing(Guid change, DivisionChangePart there, int ordinal) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            ChangeId = change,
            Role = PartRole.Target,
            Ordinal = ordinal,
            DivisionId = there.DivisionId,
            Name = there.Name,
            Code = there.Code,
        };

    private async Task<IReadOnlyList<Division>> Successors(ChangeSheet done, CancellationToken cancel)
    {
        var ids = done.From.Select(d => d.MergedIntoId).OfType<int>().ToList();
        return await db.Divisions.AsNoTracking().Where(d => ids.Contains(d.Id)).ToListAsync(cancel);
    }

    /// <summary>Whoever came by the merger goes back to where they came from; whoever was there before stays, if it stays.</summary>
    private async Task People(Guid change, ChangeSheet done, List<DivisionChangePart> parts, CancellationToken cancel)
    {
        var into = done.Targets.Single();
        var came = await db
            .DivisionChangePeople.Where(p => p.ChangeId == done.Change.Id)
            .ToDictionaryAsync(p => p.ElderId, p => p.FromDivisionId, cancel);
        var here = await db.Elders.Where(e => e.HomeId == into.DivisionId).Select(e => e.Id).ToListAsync(cancel);
        var byOrder = done
            .Sources.Select((s, i) => (s.DivisionId, Part: parts.Single(p => p.Ordinal == 10 + i)))
            .ToList();
        var stays = parts.Find(p => !p.IsNew);
        foreach (var elder in here)
        {
            var back = came.TryGetValue(elder, out var from) ? byOrder.Find(b => b.DivisionId == from).Part : stays;
            if (back is not null)
            {
                db.DivisionChangePeople.Add(
                    new DivisionChangePerson
                    {
                        ChangeId = change,
                        ElderId = elder,
                        PartId = back.Id,
                    }
                );
            }
        }
    }
}
