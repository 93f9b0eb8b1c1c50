using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>Tells which rows become one household, and after they were written joins them. One for each run of an import.</summary>
internal sealed class JoinRows(CheckedFile read)
{
    private const int Batch = 200;

    private readonly Dictionary<int, (Guid? Elder, Guid? Household)> decided = [];

    /// <summary>Takes note of who a row is; rows that are refused or wait for a person stay out.</summary>
    public void Note(IReadOnlyList<Decision> decisions)
    {
        foreach (var decision in decisions)
        {
            switch (decision)
            {
                case Decision.New:
                    decided[decision.Row.Number] = (null, null);
                    break;
                case Decision.Known known:
                    decided[decision.Row.Number] = (known.Elder.Elder.Id, known.Elder.Elder.HouseholdId);
                    break;
            }
        }
    }

    /// <summary>The households that are not one yet; the report is told of them.</summary>
    public List<LinkedRows> Tell()
    {
        var report = read.Report;
        var taken = read.Rows.Where(r => decided.ContainsKey(r.Number)).ToList();
        var open = LinkHouseholds.Run(taken, report.Naming, report.Notes).Where(g => !IsOne(g)).ToList();
        report.Households.AddRange(open.Select(g => $"{LinkHouseholds.Places(g.Rows, report.Naming)}（{g.By}）"));
        return open;
    }

    /// <param name="written">The elders of the rows that were new.</param>
    public async Task Run(
        JoinHouseholds join,
        IReadOnlyDictionary<int, Guid> written,
        Actor actor,
        CancellationToken cancel
    )
    {
        foreach (var batch in Tell().Chunk(Batch))
        {
            await join.Run([.. batch.Select(g => Mates(g, written))], actor, cancel);
        }
    }

    private IReadOnlyList<Housemate> Mates(LinkedRows group, IReadOnlyDictionary<int, Guid> written) =>
        [
            .. group.Rows.Select(r => new Housemate(
                decided[r.Number].Elder ?? written[r.Number],
                r.Draft.RelationToHead
            )),
        ];

    private bool IsOne(LinkedRows group)
    {
        var households = group.Rows.Select(r => decided[r.Number].Household).Distinct().ToList();
        return households is [not null];
    }
}
