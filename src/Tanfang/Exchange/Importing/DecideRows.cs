using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Exchange.Reviewing;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>
/// Decides who each row is: by number, else by name, birth date and village, where likeness is never taken for sameness. A few
/// queries for a whole batch; writes nothing, but has changed the tracked rows of those it calls known.
/// </summary>
public sealed class DecideRows(
    TanfangDb db,
    Vault vault,
    Responsibles responsibles,
    ReviewNotes notes,
    TimeProvider clock
)
{
    /// <summary>Whom the rows of a batch may be.</summary>
    private sealed record Found(
        Dictionary<int, Guid> ByNumber,
        Dictionary<int, List<Guid>> Alike,
        IReadOnlyDictionary<Guid, KnownElder> Known,
        Actor Actor
    );

    /// <param name="tracked">False for a dry run: what is changed is thrown away.</param>
    public async Task<List<Decision>> Run(
        IReadOnlyList<CheckedRow> rows,
        Actor actor,
        bool tracked,
        CancellationToken cancel
    )
    {
        var byNumber = await ByNumber(rows, cancel);
        var alike = await Alike(rows, byNumber, cancel);
        var ids = byNumber.Values.Concat(alike.Values.SelectMany(a => a)).Distinct().ToList();
        var known = await KnownElder.Load(db, ids, tracked, cancel);
        await responsibles.Load(ids, cancel);
        await notes.Load(ids, cancel);
        var found = new Found(byNumber, alike, known, actor);
        var decisions = new Decision[rows.Count];
        Parallel.ForEach(Apart(rows, found), apart => apart.ForEach(at => decisions[at] = Decide(rows[at], found)));
        return [.. decisions];
    }

    /// <summary>Which rows have nothing to do with each other: each household's together in their order, all that may be several people's in one.</summary>
    private static List<List<int>> Apart(IReadOnlyList<CheckedRow> rows, Found found)
    {
        var unsure = found.Alike.Values.SelectMany(ids => ids).Select(id => Together(found.Known[id])).ToHashSet();
        return
        [
            .. Enumerable
                .Range(0, rows.Count)
                .GroupBy(at =>
                    found.ByNumber.TryGetValue(rows[at].Number, out var id)
                    && Together(found.Known[id]) is var household
                    && !unsure.Contains(household)
                        ? household
                        : Guid.Empty
                )
                .Select(group => group.ToList()),
        ];
    }

    private static Guid Together(KnownElder known) => known.Elder.HouseholdId ?? known.Elder.Id;

    private Decision Decide(CheckedRow row, Found found)
    {
        var (byNumber, alike, known, actor) = found;
        if (byNumber.TryGetValue(row.Number, out var id))
        {
            var change = ChangeByDraft.Run(known[id], row.Draft, row.Home, vault, actor, clock);
            return change.Succeeded
                ? new Decision.Known(row, known[id], change.Value, responsibles.Differs(id, row.Responsible))
                : new Decision.Refused(
                    row,
                    change.Refusals,
                    change.Refusals is [{ Code: "elder.elsewhere" }] ? id : null
                );
        }

        if (!alike.TryGetValue(row.Number, out var candidates))
        {
            return new Decision.New(row);
        }

        var noted = notes.Of(candidates, row);
        if (noted.Resolution is DecideReview.Same or DecideReview.New)
        {
            return NothingNew(row, known[candidates[0]]);
        }

        if (noted.Noted)
        {
            return new Decision.Refused(row, [noted.Resolution is null ? ReviewNotes.Waiting : ReviewNotes.Dismissed]);
        }

        return candidates.Find(candidate => SaysTheSame(known[candidate], row, actor)) is var same && same != Guid.Empty
            ? NothingNew(row, known[same])
            : new Decision.Alike(row, candidates[0]);
    }

    private static Decision.Known NothingNew(CheckedRow row, KnownElder elder) =>
        new(row, elder, new ElderChange([], [], [], []), AnotherResponsible: false);

    /// <summary>
    /// The same list sent again must not ask again. Name, birth date and village alone are too little for that: two people may share them; the same
    /// phone or address, and nothing else that differs, is enough to leave the file as it is.
    /// </summary>
    private bool SaysTheSame(KnownElder candidate, CheckedRow row, Actor actor)
    {
        if (row.Draft is { Phone: null, Address: null } || responsibles.Differs(candidate.Elder.Id, row.Responsible))
        {
            return false;
        }

        // On a copy: a candidate must stay as it is.
        var change = ChangeByDraft.Run(Copy(candidate), row.Draft, row.Home, vault, actor, clock);
        return change.Succeeded && change.Value.IsNothing;
    }

    private KnownElder Copy(KnownElder elder) =>
        elder with
        {
            Elder = (Elder)db.Entry(elder.Elder).CurrentValues.ToObject(),
            Members = [.. elder.Members.Select(m => (HouseholdMember)db.Entry(m).CurrentValues.ToObject())],
            Contacts = [.. elder.Contacts.Select(c => (Contact)db.Entry(c).CurrentValues.ToObject())],
        };

    private async Task<Dictionary<int, Guid>> ByNumber(IReadOnlyList<CheckedRow> rows, CancellationToken cancel)
    {
        var indexes = rows.Where(r => r.Draft.IdNumber is not null)
            .ToDictionary(r => Convert.ToHexString(vault.OfNumber(r.Draft.IdNumber!)), r => r.Number);
        var asked = indexes.Keys.Select(Convert.FromHexString).ToList();
        var found = await db
            .Elders.Where(e => e.IdNumberIndex != null && EF.Parameter(asked).Contains(e.IdNumberIndex))
            .Select(e => new { e.Id, e.IdNumberIndex })
            .ToListAsync(cancel);
        var merged = await MergedFiles.Read(db, found.Select(e => e.Id), cancel);
        return found.ToDictionary(e => indexes[Convert.ToHexString(e.IdNumberIndex!)], e => merged.PersonOf(e.Id));
    }

    /// <summary>Elders of the same name, birth date and village; when both have a number it has already told them apart.</summary>
    private async Task<Dictionary<int, List<Guid>>> Alike(
        IReadOnlyList<CheckedRow> rows,
        Dictionary<int, Guid> byNumber,
        CancellationToken cancel
    )
    {
        var open = rows.Where(r => !byNumber.ContainsKey(r.Number)).ToList();
        if (open.Count == 0)
        {
            return [];
        }

        var homes = open.Select(r => r.Home.Id).Distinct().ToList();
        var names = open.Select(r => r.Draft.Name!).Distinct().ToList();
        var found = await db
            .Elders.Where(e =>
                e.MergedIntoId == null && EF.Parameter(homes).Contains(e.HomeId) && EF.Parameter(names).Contains(e.Name)
            )
            .Select(e => new
            {
                e.Id,
                e.HomeId,
                e.Name,
                e.BirthDate,
                HasNumber = e.IdNumberIndex != null,
            })
            .ToListAsync(cancel);
        var of = found.ToLookup(e => (e.HomeId, e.Name, (DateOnly?)e.BirthDate));
        return open.Select(row =>
                (
                    row.Number,
                    Ids: of[(row.Home.Id, row.Draft.Name!, row.Draft.BirthDate)]
                        .Where(e => !e.HasNumber || row.Draft.IdNumber is null)
                        .Select(e => e.Id)
                        .ToList()
                )
            )
            .Where(pair => pair.Ids.Count > 0)
            .ToDictionary(pair => pair.Number, pair => pair.Ids);
    }
}
