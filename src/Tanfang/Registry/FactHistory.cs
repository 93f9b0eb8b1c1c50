using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Obligations;
using Tanfang.Policy;

namespace Tanfang.Registry;

/// <summary>
/// Reads the histories of many elders the way Tanfang.Policy wants them: facts with division codes and 农村牧区 resolved,
/// and the special times of every area. Four queries for a batch, however many elders. Takes no scope: figures and the
/// daily run are about everybody; whoever shows a person asks through a scope first.
/// </summary>
public sealed class FactHistory(TanfangDb db)
{
    public const int LargestBatch = 2000;

    /// <summary>Histories by elder id; ids that do not exist are missing.</summary>
    public async Task<IReadOnlyDictionary<Guid, ElderHistory>> Of(
        IReadOnlyCollection<Guid> elderIds,
        CancellationToken cancel
    )
    {
        var situations = await Situations(cancel);
        var histories = new Dictionary<Guid, ElderHistory>(elderIds.Count);
        foreach (var batch in elderIds.Distinct().Chunk(LargestBatch))
        {
            await Add(histories, batch, situations, cancel);
        }

        return histories;
    }

    private async Task Add(
        Dictionary<Guid, ElderHistory> histories,
        Guid[] ids,
        List<Situation> situations,
        CancellationToken cancel
    )
    {
        var elders = await db
            .Elders.AsNoTracking()
            .Where(e => ids.Contains(e.Id))
            .Select(e => new { e.Id, e.BirthDate })
            .ToListAsync(cancel);
        var facts = await db.ElderFacts.AsNoTracking().Where(f => ids.Contains(f.ElderId)).ToListAsync(cancel);
        var homes = facts.Select(f => f.DivisionId).OfType<int>().Distinct().ToList();
        var divisions = await db
            .Divisions.AsNoTracking()
            .Where(d => homes.Contains(d.Id))
            .ToDictionaryAsync(d => d.Id, cancel);
        var own = facts.ToLookup(f => f.ElderId);
        foreach (var elder in elders)
        {
            histories[elder.Id] = new ElderHistory(
                elder.BirthDate,
                [.. own[elder.Id].Select(f => ToPolicy(f, divisions))],
                situations
            );
        }
    }

    /// <summary>One fact as the policy library reads it.</summary>
    public static Fact ToPolicy(ElderFact fact, IReadOnlyDictionary<int, Division> divisions) =>
        fact.Kind switch
        {
            FactKind.Enrolled => Fact.Enrolled(fact.On, fact.RecordedAt),
            FactKind.Left => Fact.Left(fact.On, ReasonOf(fact.Key), fact.RecordedAt),
            FactKind.Residence => Residence(fact, divisions[fact.DivisionId!.Value]),
            FactKind.CategoryGained => Fact.Gained(fact.On, fact.Key!, fact.RecordedAt),
            FactKind.CategoryLost => Fact.Lost(fact.On, fact.Key!, fact.RecordedAt),
            FactKind.Consent => Fact.Wishes(fact.On, WishOf(fact.Key), fact.RecordedAt),
            FactKind.HospitalFrom => Fact.Hospitalised(fact.On, fact.RecordedAt),
            FactKind.HospitalUntil => Fact.Discharged(fact.On, fact.RecordedAt),
            FactKind.IndividualCadence => Fact.SetCadence(fact.On, OwnCadence.Parse(fact.Key), fact.RecordedAt),
            _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.Kind, null),
        };

    private static Fact Residence(ElderFact fact, Division home) =>
        Fact.Residence(fact.On, home.Code, fact.Rural ?? DivisionKind.RuralOf(home), fact.RecordedAt);

    private static LeaveReason ReasonOf(string? key) =>
        key switch
        {
            "died" => LeaveReason.Died,
            "moved" => LeaveReason.Moved,
            "institution" => LeaveReason.Institution,
            _ => LeaveReason.Other,
        };

    private static Consent WishOf(string? key) =>
        ElderNow.ConsentOf(key) switch
        {
            ConsentState.Willing => Consent.Willing,
            ConsentState.Refused => Consent.Refused,
            _ => Consent.NotAsked,
        };

    /// <summary>All of them: they are few. A later version names the first row of its chain.</summary>
    private async Task<List<Situation>> Situations(CancellationToken cancel)
    {
        var rows = await db
            .Situations.AsNoTracking()
            .Join(db.Divisions, s => s.DivisionId, d => d.Id, (s, d) => new { Row = s, d.Code })
            .ToListAsync(cancel);
        var byId = rows.ToDictionary(r => r.Row.Id, r => r.Row);
        return
        [
            .. rows.Select(r => new Situation(
                r.Row.Id.ToString("N"),
                r.Row.Kind,
                r.Code,
                r.Row.From,
                r.Row.Until,
                r.Row.RecordedAt,
                First(r.Row.Id) is var first && first == r.Row.Id ? null : first.ToString("N")
            )),
        ];

        Guid First(Guid id)
        {
            while (byId[id].ReplacesId is { } before)
            {
                id = before;
            }

            return id;
        }
    }
}
