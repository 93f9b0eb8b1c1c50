using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;

namespace Tanfang.Doors.Answering;

/// <summary>A note, opened.</summary>
/// <param name="PersonId">The file that answers for the person now.</param>
public sealed record NoteOpened(
    DoorNote Note,
    Guid PersonId,
    string Name,
    NamedDivision Home,
    string? Words,
    string? Answer,
    string? By
);

/// <summary>Opens notes for showing.</summary>
public sealed class ReadNotes(TanfangDb db, Vault vault, DivisionLookup divisions, ActorNames names)
{
    public async Task<IReadOnlyList<NoteOpened>> Open(IReadOnlyList<DoorNote> notes, CancellationToken cancel)
    {
        var merged = await MergedFiles.Read(db, notes.Select(n => n.ElderId), cancel);
        var ids = notes
            .Select(n => n.ElderId)
            .Concat(notes.Select(n => merged.PersonOf(n.ElderId)))
            .Distinct()
            .ToList();
        var files = await db
            .Elders.AsNoTracking()
            .Where(e => EF.Parameter(ids).Contains(e.Id))
            .ToDictionaryAsync(e => e.Id, cancel);
        var homes = await divisions.Named(files.Values.Select(e => e.HomeId), cancel);
        var who = await names.Of(notes.Select(n => n.AnsweredBy), cancel);
        return [.. notes.Select(One)];

        NoteOpened One(DoorNote note)
        {
            var file = files[note.ElderId];
            var person = files.GetValueOrDefault(merged.PersonOf(file.Id)) ?? file;
            var seal = file.WrappedKey is null ? null : vault.SealOf(file);
            return new NoteOpened(
                note,
                person.Id,
                person.Name,
                homes[person.HomeId],
                seal is null ? null : DoorSeals.OpenWords(seal, note),
                seal is null ? null : DoorSeals.OpenAnswer(seal, note),
                note.AnsweredBy is { } by ? who[by] : null
            );
        }
    }
}
