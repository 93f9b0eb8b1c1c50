using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Visits;

namespace Tanfang.Registry;

/// <summary>
/// Which files are one person, and since when: the one place that reads merges and moved visits (docs/adr/0011). Knows the files asked
/// for and every file that was ever linked to one of them.
/// </summary>
public sealed class MergedFiles
{
    private readonly HashSet<Guid> files = [];
    private ILookup<Guid, ElderMerge> away = null!;
    private ILookup<Guid, VisitMove> moves = null!;
    private List<DateTimeOffset> instants = [];
    private HashSet<Guid> linked = [];

    /// <summary>Those asked for and all that are linked to them.</summary>
    public IReadOnlySet<Guid> Files => files;

    /// <summary>Whether a file was ever merged, split or exchanged a visit with another.</summary>
    public bool IsLinked(Guid file) => linked.Contains(file);

    /// <summary>Visits that were ever moved between these files.</summary>
    public List<Guid> MovedVisits => moves.Select(m => m.Key).ToList();

    public static async Task<MergedFiles> Read(TanfangDb db, IEnumerable<Guid> asked, CancellationToken cancel)
    {
        var found = new MergedFiles();
        var (merges, moved) = (new Dictionary<Guid, ElderMerge>(), new Dictionary<Guid, VisitMove>());
        for (var next = asked.Distinct().ToList(); next.Count > 0; )
        {
            found.files.UnionWith(next);
            foreach (
                var row in await db
                    .ElderMerges.AsNoTracking()
                    .Where(m => EF.Parameter(next).Contains(m.KeptId) || EF.Parameter(next).Contains(m.MergedId))
                    .ToListAsync(cancel)
            )
            {
                merges[row.Id] = row;
            }

            foreach (
                var row in await db
                    .VisitMoves.AsNoTracking()
                    .Where(m => EF.Parameter(next).Contains(m.FromId) || EF.Parameter(next).Contains(m.ToId))
                    .ToListAsync(cancel)
            )
            {
                moved[row.Id] = row;
            }

            var pairs = merges.Values.SelectMany(m => new[] { m.KeptId, m.MergedId });
            var others = moved.Values.SelectMany(m => new[] { m.FromId, m.ToId });
            next = [.. pairs.Concat(others).Where(id => !found.files.Contains(id)).Distinct()];
        }

        found.linked =
        [
            .. merges.Values.SelectMany(m => new[] { m.KeptId, m.MergedId }),
            .. moved.Values.SelectMany(m => new[] { m.FromId, m.ToId }),
        ];
        found.Take([.. merges.Values.Where(m => !m.IsSplit)], moved.Values);
        return found;
    }

    /// <summary>The same, held until the transaction ends: nobody merges, splits or visits these people meanwhile.</summary>
    public static async Task<MergedFiles> Lock(TanfangDb db, IEnumerable<Guid> asked, CancellationToken cancel)
    {
        var wanted = asked.ToList();
        var known = await Read(db, wanted, cancel);
        while (!db.IsSqlite)
        {
            var ids = known.files.ToArray();
            await db.Database.ExecuteSqlAsync(
                $"savepoint files; select 1 from elders where id = any({ids}) order by id for update",
                cancel
            );
            // Whoever held them has finished now, and may have linked them to others.
            var now = await Read(db, wanted, cancel);
            if (now.files.IsSubsetOf(known.files))
            {
                return now;
            }

            // Lets go first: who takes another row while holding one meets somebody who holds that and wants this.
            await db.Database.ExecuteSqlRawAsync("rollback to savepoint files", cancel);
            known = now;
        }

        return known;
    }

    /// <summary>The file that answers for the person now.</summary>
    public Guid PersonOf(Guid file) => PersonAt(file, DateTimeOffset.MaxValue.AddTicks(-1));

    /// <summary>The file that answers for the person whom a record is about now.</summary>
    public Guid PersonOf(Visit visit) => PersonOf(FileAt(visit.Id, visit.ElderId, DateTimeOffset.MaxValue));

    /// <summary>The files that are read as one with this one now, the answering one first.</summary>
    public List<Guid> Same(Guid file)
    {
        var person = PersonOf(file);
        return [person, .. linked.Where(f => f != person && PersonOf(f) == person).Order()];
    }

    /// <summary>What stands on the page of a file: of the answering one all of the person's, of another its own.</summary>
    public List<Guid> ReadUnder(Guid file) => PersonOf(file) == file ? Same(file) : [file];

    /// <summary>When another file answered for this one.</summary>
    public IReadOnlyList<KnownSpan> Away(Guid file) => [.. away[file].Select(SpanOf)];

    /// <summary>Whose a record was, and when; without spans: always, and nobody else's.</summary>
    public IEnumerable<(Guid Person, IReadOnlyList<KnownSpan>? Here)> PersonsOf(Guid visit, Guid recordedFor)
    {
        if (!moves.Contains(visit) && !away.Contains(recordedFor))
        {
            return [(recordedFor, null)];
        }

        var spans = new List<(Guid Person, KnownSpan Span)>();
        for (var i = -1; i < instants.Count; i++)
        {
            var from = i < 0 ? DateTimeOffset.MinValue : instants[i];
            var until = i + 1 < instants.Count ? instants[i + 1] : DateTimeOffset.MaxValue;
            var person = PersonAt(FileAt(visit, recordedFor, from), from);
            if (spans.Count > 0 && spans[^1].Person == person)
            {
                spans[^1] = (person, new KnownSpan(spans[^1].Span.From, until));
            }
            else
            {
                spans.Add((person, new KnownSpan(from, until)));
            }
        }

        return spans.GroupBy(s => s.Person).Select(g => (g.Key, (IReadOnlyList<KnownSpan>?)[.. g.Select(s => s.Span)]));
    }

    private void Take(IReadOnlyList<ElderMerge> merges, IEnumerable<VisitMove> moved)
    {
        away = merges.OrderBy(m => m.RecordedAt).ToLookup(m => m.MergedId);
        moves = moved.OrderBy(m => m.RecordedAt).ToLookup(m => m.VisitId);
        var changes = merges.SelectMany(m => new[] { m.RecordedAt, m.UndoneAt ?? m.RecordedAt });
        instants = [.. changes.Concat(moves.SelectMany(m => m.Select(x => x.RecordedAt))).Distinct().Order()];
    }

    private Guid FileAt(Guid visit, Guid recordedFor, DateTimeOffset instant) =>
        moves[visit].LastOrDefault(m => m.RecordedAt <= instant)?.ToId ?? recordedFor;

    private Guid PersonAt(Guid file, DateTimeOffset instant)
    {
        while (away[file].FirstOrDefault(m => SpanOf(m).Contains(instant)) is { } merge)
        {
            file = merge.KeptId;
        }

        return file;
    }

    private static KnownSpan SpanOf(ElderMerge m) => new(m.RecordedAt, m.UndoneAt ?? DateTimeOffset.MaxValue);
}
