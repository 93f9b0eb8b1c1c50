using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>The draft of a change: begun, its document and day written in, thrown away. It stays in the store until then.</summary>
public sealed class KeepDraft(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    /// <param name="from">The division from whose page it was begun.</param>
    public async Task<Result<Guid>> Begin(
        Scope scope,
        Actor actor,
        ChangeKind kind,
        int? from,
        CancellationToken cancel
    )
    {
        if (!Enum.IsDefined(kind) || kind == ChangeKind.Restore)
        {
            return new Refusal("change.kind", "没有选变更的种类", "请选择一种", "Kind");
        }

        var source = await db.Divisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == from, cancel);
        return await gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                var change = New(actor, clock, kind);
                db.DivisionChanges.Add(change);
                if (source is not null && scope.Covers(source) && source.Level >= DivisionLevel.Township)
                {
                    db.DivisionChangeParts.Add(SourceOf(change.Id, source, 0));
                }

                await db.SaveChangesAsync(cancel);
                return change.Id;
            },
            cancel
        );
    }

    public Task<Result<Guid>> Document(
        Scope scope,
        Guid id,
        (string? Title, string? Number, DateOnly? On) document,
        DateOnly? from,
        CancellationToken cancel
    ) =>
        Edit(
            scope,
            id,
            sheet =>
            {
                var change = sheet.Change;
                (change.DocumentTitle, change.DocumentNumber) = (
                    Clean(document.Title, 200),
                    Clean(document.Number, 60)
                );
                (change.DocumentOn, change.On) = (document.On, from);
                return null;
            },
            cancel
        );

    public Task<Result<Guid>> Discard(Scope scope, Guid id, CancellationToken cancel) =>
        Edit(
            scope,
            id,
            sheet =>
            {
                sheet.Change.State = ChangeState.Cancelled;
                return null;
            },
            cancel
        );

    /// <summary>Works on a draft in one transaction.</summary>
    internal Task<Result<Guid>> Edit(
        Scope scope,
        Guid id,
        Func<ChangeSheet, Refusal?> work,
        CancellationToken cancel
    ) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                if (await ChangeSheet.Read(db, scope, id, cancel) is not { } sheet)
                {
                    return ChangeRefusals.Unknown;
                }

                if (sheet.Change.State != ChangeState.Draft)
                {
                    return ChangeRefusals.NotDraft;
                }

                if (work(sheet) is { } refusal)
                {
                    db.ChangeTracker.Clear();
                    return refusal;
                }

                sheet.Change.Version++;
                await db.SaveChangesAsync(cancel);
                return id;
            },
            cancel
        );

    internal static DivisionChange New(Actor actor, TimeProvider clock, ChangeKind kind, Guid? undoes = null) =>
        new()
        {
            Id = Guid.CreateVersion7(clock.Now()),
            Kind = kind,
            CreatedAt = clock.Now(),
            CreatedBy = actor.Id,
            UndoesId = undoes,
        };

    internal static DivisionChangePart SourceOf(Guid change, Division division, int ordinal) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            ChangeId = change,
            Role = PartRole.Source,
            Ordinal = ordinal,
            DivisionId = division.Id,
            Name = division.Name,
            Code = division.Code,
        };

    internal static string? Clean(string? text, int longest)
    {
        var clean = text?.Trim();
        return string.IsNullOrEmpty(clean) ? null
            : clean.Length > longest ? clean[..longest]
            : clean;
    }
}
