using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Screening.Answering;

/// <summary>A household of a round as the page shows it.</summary>
public sealed record HouseholdView
{
    public required ScreeningRound Round { get; init; }

    public required ScreeningHousehold Row { get; init; }

    public required NamedDivision Place { get; init; }

    /// <summary>How the village describes it while nobody of it is registered.</summary>
    public string? FoundAs { get; init; }

    /// <summary>The elders on its list whom the reader may see.</summary>
    public required IReadOnlyList<Elder> Elders { get; init; }

    /// <summary>The other members of section two.</summary>
    public required IReadOnlyList<HouseholdMember> Others { get; init; }

    /// <summary>All answers, the newest first.</summary>
    public required IReadOnlyList<ScreeningAnswer> Answers { get; init; }

    public IReadOnlyList<ScreeningItem> Questions => ScreeningForm.Questions(Round.Form);

    public ScreeningAnswer? Newest => Answers.Count == 0 ? null : Answers[0];
}

/// <summary>Opens one household of a round, and its newest answer as a filled sheet. Unknown and out of scope answer alike.</summary>
public sealed class ReadHousehold(TanfangDb db, Vault vault, DivisionLookup divisions)
{
    public async Task<HouseholdView?> Run(Scope scope, Guid id, CancellationToken cancel)
    {
        var row = await db.ScreeningHouseholds.AsNoTracking().SingleOrDefaultAsync(h => h.Id == id, cancel);
        var place = row is null ? null : await divisions.Named(row.VillageId, cancel);
        if (row is null || place is null || !scope.Covers(place.Division))
        {
            return null;
        }

        var listed = db.ScreeningPersons.Where(p => p.RowId == id).Select(p => p.ElderId);
        var elders = await db.EldersOf(scope)
            .AsNoTracking()
            .Where(e => listed.Contains(e.Id) && e.WrappedKey != null)
            .OrderBy(e => e.PinyinKey)
            .ThenBy(e => e.Id)
            .ToListAsync(cancel);
        return new HouseholdView
        {
            Round = await db.ScreeningRounds.AsNoTracking().SingleAsync(r => r.Id == row.RoundId, cancel),
            Row = row,
            Place = place,
            FoundAs = ScreeningSeals.Found(vault, row),
            Elders = elders,
            Others =
                elders.Count == 0
                    ? []
                    : await db
                        .HouseholdMembers.AsNoTracking()
                        .Where(m => m.HouseholdId == row.HouseholdId && m.ElderId == null)
                        .OrderBy(m => m.Position)
                        .ToListAsync(cancel),
            Answers = await db
                .ScreeningAnswers.AsNoTracking()
                .Where(a => a.RowId == id)
                .OrderByDescending(a => a.RecordedAt)
                .ThenByDescending(a => a.Id)
                .ToListAsync(cancel),
        };
    }

    /// <summary>The newest answer in the fields of the sheet; an empty one before the first.</summary>
    public async Task<AnswerSheet> Sheet(HouseholdView view, CancellationToken cancel)
    {
        if (view.Newest is not { } answer)
        {
            return AnswerSheet.Empty;
        }

        var owner = view.Elders.FirstOrDefault(e => e.Id == answer.SealedFor);
        var seal =
            answer.SealedFor is null ? vault.StoreSeal
            : owner is null ? null
            : vault.SealOf(owner);
        var fields = new Dictionary<string, StringValues> { ["askedBy"] = answer.AskedBy, ["excuse"] = answer.Excuse };
        var words = ScreeningSeals.Open(seal, answer);
        (fields["note"], fields["changes"]) = (words.GetValueOrDefault("note"), words.GetValueOrDefault("changes"));
        Fill(fields, null, ScreeningSeals.Codes(answer.Codes), words);
        var persons = await db
            .ScreeningPersonAnswers.AsNoTracking()
            .Where(p => p.AnswerId == answer.Id)
            .ToDictionaryAsync(p => p.ElderId, cancel);
        for (var at = 0; at < view.Elders.Count; at++)
        {
            if (persons.TryGetValue(view.Elders[at].Id, out var said))
            {
                fields[AnswerSheet.Field(at, "presence")] = said.Presence;
                fields[AnswerSheet.Field(at, "since")] = $"{said.Since:yyyy-MM-dd}";
                var opened = ScreeningSeals.OpenPerson(vault.SealOf(view.Elders[at]), said);
                Fill(fields, at, ScreeningSeals.Codes(said.Codes), opened);
            }
        }

        return new AnswerSheet(new FormCollection(fields));
    }

    private static void Fill(
        Dictionary<string, StringValues> fields,
        int? person,
        IReadOnlyDictionary<string, IReadOnlyList<string>> codes,
        IReadOnlyDictionary<string, string> words
    )
    {
        foreach (var (key, chosen) in codes)
        {
            fields[AnswerSheet.Field(person, key)] = new StringValues([.. chosen]);
        }

        foreach (var (key, text) in words)
        {
            fields[AnswerSheet.WordsOf(AnswerSheet.Field(person, key))] = text;
        }
    }
}
