using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>What somebody writes of one target: its name and code, and which groups belong to it.</summary>
public sealed class TargetInput
{
    public Guid? Id { get; set; }

    public string? Name { get; set; }

    public string? Code { get; set; }

    public string? Groups { get; set; }
}

/// <summary>Which divisions a draft is about, and what becomes of them.</summary>
public sealed class KeepPlaces(TanfangDb db, KeepDraft draft)
{
    public async Task<Result<Guid>> AddSource(Scope scope, Guid id, int? divisionId, CancellationToken cancel)
    {
        var division = await db.Divisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == divisionId, cancel);
        return await draft.Edit(
            scope,
            id,
            sheet =>
            {
                if (division is null || !scope.Covers(division))
                {
                    return ChangeRefusals.Place("division", "没有选区划，或不在您的数据范围内", "请从列表中选择");
                }

                if (SourceGuards.Of(sheet, division) is { } refusal)
                {
                    return refusal;
                }

                db.DivisionChangeParts.Add(KeepDraft.SourceOf(id, division, sheet.Sources.Count()));
                return null;
            },
            cancel
        );
    }

    public Task<Result<Guid>> Remove(Scope scope, Guid id, Guid part, CancellationToken cancel) =>
        draft.Edit(
            scope,
            id,
            sheet =>
            {
                db.DivisionChangeParts.RemoveRange(sheet.Parts.Where(p => p.Id == part));
                db.DivisionChangePeople.RemoveRange(
                    db.DivisionChangePeople.Where(p => p.ChangeId == id && p.PartId == part)
                );
                return null;
            },
            cancel
        );

    /// <param name="into">An existing target, where one was chosen; the township of a move.</param>
    /// <param name="targets">The targets written by hand; those without a name and a code are nothing.</param>
    /// <param name="newCodes">Codes of the sources where they go, by part.</param>
    public Task<Result<Guid>> Targets(
        Scope scope,
        Guid id,
        Division? into,
        IReadOnlyList<TargetInput> targets,
        IReadOnlyDictionary<Guid, string?> newCodes,
        CancellationToken cancel
    ) =>
        draft.Edit(
            scope,
            id,
            sheet =>
            {
                foreach (var source in sheet.Sources)
                {
                    source.NewCode = KeepDraft.Clean(newCodes.GetValueOrDefault(source.Id), 12);
                }

                var wanted = targets
                    .Where(t => t.Id is not null || !string.IsNullOrWhiteSpace(t.Name + t.Code))
                    .ToList();
                var several = sheet.Change.Kind == ChangeKind.Split;
                foreach (var part in sheet.Targets.Where(p => p.IsNew || !several).ToList())
                {
                    if (into is not null && !several || !wanted.Exists(t => t.Id == part.Id) || !part.IsNew)
                    {
                        db.DivisionChangeParts.Remove(part);
                        sheet.Parts.Remove(part);
                    }
                }

                if (into is not null && sheet.Targets.All(p => p.DivisionId != into.Id))
                {
                    Add(sheet, new TargetInput { Name = into.Name, Code = into.Code }, into.Id);
                }

                foreach (var target in into is not null && !several ? [] : wanted)
                {
                    var part =
                        sheet.Parts.Find(p => p.Id == target.Id && p.Role == PartRole.Target)
                        ?? Add(sheet, target, null);
                    if (part.IsNew)
                    {
                        (part.Name, part.Code) = (KeepDraft.Clean(target.Name, 80), KeepDraft.Clean(target.Code, 12));
                    }

                    part.Groups = KeepDraft.Clean(target.Groups, 200);
                }

                return null;
            },
            cancel
        );

    private DivisionChangePart Add(ChangeSheet sheet, TargetInput target, int? division)
    {
        var part = new DivisionChangePart
        {
            Id = Guid.CreateVersion7(),
            ChangeId = sheet.Change.Id,
            Role = PartRole.Target,
            Ordinal = sheet.Parts.Count == 0 ? 0 : sheet.Parts.Max(p => p.Ordinal) + 1,
            DivisionId = division,
            IsNew = division is null,
            Name = target.Name,
            Code = target.Code,
        };
        sheet.Parts.Add(part);
        db.DivisionChangeParts.Add(part);
        return part;
    }
}
