using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Policy;

namespace Tanfang.Obligations.Reconciling;

/// <summary>Reads the dated facts of a batch of elders as the policy library wants them, in three queries.</summary>
public sealed class ElderHistories(TanfangDb db)
{
    private readonly Dictionary<int, (string Code, bool? Rural)> divisions = [];
    private readonly Dictionary<string, int> ids = [];

    /// <summary>Code of a division seen so far.</summary>
    public string CodeOf(int division) => divisions[division].Code;

    /// <summary>Id of a division whose code was seen so far.</summary>
    public int IdOf(string code) => ids[code];

    public async Task<Dictionary<Guid, ElderHistory>> Read(
        IReadOnlyDictionary<Guid, DateOnly> birthDates,
        CancellationToken cancel
    )
    {
        var elders = birthDates.Keys.ToList();
        var rows = await db
            .ElderFacts.AsNoTracking()
            .Where(f => elders.Contains(f.ElderId))
            .Select(f => new Row(f.ElderId, f.Kind, f.On, f.RecordedAt, f.Key, f.DivisionId, f.Rural))
            .ToListAsync(cancel);
        await Learn(rows.Select(r => r.DivisionId).OfType<int>(), cancel);
        var situations = await Situations(cancel);
        var facts = rows.ToLookup(r => r.ElderId, FactOf);
        return birthDates.ToDictionary(e => e.Key, e => new ElderHistory(e.Value, [.. facts[e.Key]], situations));
    }

    /// <summary>Makes sure that codes and ids of these divisions are known.</summary>
    public async Task Learn(IEnumerable<int> wanted, CancellationToken cancel)
    {
        var missing = wanted.Where(id => !divisions.ContainsKey(id)).Distinct().ToList();
        if (missing.Count == 0)
        {
            return;
        }

        foreach (var found in await db.Divisions.AsNoTracking().Where(d => missing.Contains(d.Id)).ToListAsync(cancel))
        {
            divisions[found.Id] = (found.Code, DivisionKind.RuralOf(found));
            ids[found.Code] = found.Id;
        }
    }

    /// <summary>All special times; they are few, and those elsewhere are ignored by the rules.</summary>
    public async Task<IReadOnlyList<Situation>> Situations(CancellationToken cancel)
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

    private Fact FactOf(Row row)
    {
        var home = row.DivisionId is { } id ? divisions[id] : default;
        return PolicyRows.FactOf(row.Kind, row.On, row.RecordedAt, row.Key, home.Code, row.Rural ?? home.Rural);
    }

    private sealed record Row(
        Guid ElderId,
        FactKind Kind,
        DateOnly On,
        DateTimeOffset RecordedAt,
        string? Key,
        int? DivisionId,
        bool? Rural
    );
}
