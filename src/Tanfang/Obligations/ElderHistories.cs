using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Obligations.Reconciling;
using Tanfang.Policy;
using Tanfang.Registry;

namespace Tanfang.Obligations;

/// <summary>
/// Reads the dated facts of many batches of elders for the ledger: only the columns that the rules look at, and each division once.
/// Also knows which division a code of the policy library stands for in the store.
/// </summary>
public sealed class ElderHistories(TanfangDb db)
{
    private readonly Dictionary<int, Division> divisions = [];
    private readonly Dictionary<int, string> places = [];
    private readonly Dictionary<string, int> ids = [];

    /// <summary>What the policy library calls a division seen so far (<see cref="DivisionPlace"/>).</summary>
    public string CodeOf(int division) => places[division];

    /// <summary>Id of a division seen so far.</summary>
    public int IdOf(string code) => ids[code];

    /// <summary>The history of one elder, who exists.</summary>
    public async Task<ElderHistory> Of(Guid elder, CancellationToken cancel)
    {
        var birth = await db.Elders.Where(e => e.Id == elder).Select(e => e.BirthDate).SingleAsync(cancel);
        return (await Read(new Dictionary<Guid, DateOnly> { [elder] = birth }, cancel))[elder];
    }

    public async Task<Dictionary<Guid, ElderHistory>> Read(
        IReadOnlyDictionary<Guid, DateOnly> birthDates,
        CancellationToken cancel
    )
    {
        var elders = birthDates.Keys.ToList();
        var rows = await db
            .ElderFacts.AsNoTracking()
            .Where(f => elders.Contains(f.ElderId))
            .Select(f => new ElderFact
            {
                Id = f.Id,
                ElderId = f.ElderId,
                Kind = f.Kind,
                On = f.On,
                RecordedAt = f.RecordedAt,
                Key = f.Key,
                DivisionId = f.DivisionId,
                Rural = f.Rural,
                RecordedBy = "",
            })
            .ToListAsync(cancel);
        await Learn(rows.Select(r => r.DivisionId).OfType<int>(), cancel);
        var situations = await Situations(cancel);
        var merged = await MergedFiles.Read(db, elders, cancel);
        var facts = rows.ToLookup(r => r.ElderId, FactOf);
        return birthDates.ToDictionary(
            e => e.Key,
            e => new ElderHistory(e.Value, [.. facts[e.Key]], situations) { Away = merged.Away(e.Key) }
        );
    }

    /// <summary>Makes sure that codes and ids of these divisions are known.</summary>
    public async Task Learn(IEnumerable<int> wanted, CancellationToken cancel)
    {
        var missing = wanted.Where(id => !divisions.ContainsKey(id)).Distinct().ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var found = await db.Divisions.AsNoTracking().Where(d => missing.Contains(d.Id)).ToListAsync(cancel);
        found.ForEach(d => divisions[d.Id] = d);
        await Learn(found.Select(d => d.TownshipId).OfType<int>(), cancel);
        foreach (var division in found)
        {
            var township = division.TownshipId is { } id && id != division.Id ? divisions[id] : null;
            var place = DivisionPlace.Of(division, township);
            (places[division.Id], ids[place]) = (place, division.Id);
        }
    }

    private Fact FactOf(ElderFact fact)
    {
        var home = fact.DivisionId is { } id ? divisions[id] : null;
        var rural = fact.Rural ?? (home is null ? null : DivisionKind.RuralOf(home));
        return PolicyRows.FactOf(
            fact.Kind,
            fact.On,
            fact.RecordedAt,
            fact.Key,
            home is null ? null : CodeOf(home.Id),
            rural
        );
    }

    /// <summary>All special times; they are few, and those elsewhere are ignored by the rules.</summary>
    private async Task<IReadOnlyList<Situation>> Situations(CancellationToken cancel)
    {
        var rows = await db.Situations.AsNoTracking().ToListAsync(cancel);
        await Learn(rows.Select(r => r.DivisionId), cancel);
        var replaced = rows.ToDictionary(r => r.Id, r => r.ReplacesId);
        return
        [
            .. rows.Select(r => new Situation(
                r.Id.ToString("N"),
                r.Kind,
                CodeOf(r.DivisionId),
                r.From,
                r.Until,
                r.RecordedAt,
                r.ReplacesId is null ? null : First(r.Id, replaced).ToString("N")
            )),
        ];
    }

    private static Guid First(Guid id, Dictionary<Guid, Guid?> replaced)
    {
        while (replaced.GetValueOrDefault(id) is { } earlier)
        {
            id = earlier;
        }

        return id;
    }
}
