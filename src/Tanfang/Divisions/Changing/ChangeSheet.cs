using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>A change with its parts and the divisions that they speak of.</summary>
public sealed class ChangeSheet
{
    public required DivisionChange Change { get; init; }

    public required List<DivisionChangePart> Parts { get; init; }

    public required IReadOnlyDictionary<int, Division> Divisions { get; init; }

    public IEnumerable<DivisionChangePart> Sources => Of(PartRole.Source);

    public IEnumerable<DivisionChangePart> Targets => Of(PartRole.Target);

    /// <summary>What ends or is changed.</summary>
    public IReadOnlyList<Division> From => [.. Sources.Select(p => Divisions[p.DivisionId!.Value])];

    /// <summary>The level that the change is about; null while nothing has been chosen.</summary>
    public DivisionLevel? Level => From.Count == 0 ? null : From[0].Level;

    /// <summary>The division of a part; null for one that is still to be made.</summary>
    public Division? DivisionOf(DivisionChangePart part) => part.DivisionId is { } id ? Divisions[id] : null;

    /// <summary>Whether a source goes on under its own number (更名, 改代码, and what remains after a split).</summary>
    public bool Stays(Division division) =>
        Change.Kind is ChangeKind.Rename or ChangeKind.Recode
        || Targets.Any(p => p.DivisionId == division.Id && !p.IsNew);

    /// <summary>What a target lies under: as chosen, else what the first source lies under.</summary>
    public int? ParentOf(DivisionChangePart target) => target.ParentId ?? From.FirstOrDefault()?.ParentId;

    /// <summary>Null for unknown and out of scope alike.</summary>
    public static async Task<ChangeSheet?> Read(TanfangDb db, Scope scope, Guid id, CancellationToken cancel)
    {
        var change = await db.DivisionChanges.SingleOrDefaultAsync(c => c.Id == id, cancel);
        if (change is null)
        {
            return null;
        }

        var parts = await db
            .DivisionChangeParts.Where(p => p.ChangeId == id)
            .OrderBy(p => p.Ordinal)
            .ThenBy(p => p.Id)
            .ToListAsync(cancel);
        var ids = parts.SelectMany(p => new[] { p.DivisionId, p.ParentId }).OfType<int>().ToList();
        var divisions = await db
            .Divisions.AsNoTracking()
            .Where(d => ids.Contains(d.Id))
            .ToDictionaryAsync(d => d.Id, cancel);
        var sheet = new ChangeSheet
        {
            Change = change,
            Parts = parts,
            Divisions = divisions,
        };
        return (sheet.From.Count > 0 ? sheet.From : [.. divisions.Values]).All(scope.Covers) ? sheet : null;
    }

    private IEnumerable<DivisionChangePart> Of(PartRole role) =>
        Parts.Where(p => p.Role == role).OrderBy(p => p.Ordinal);
}
