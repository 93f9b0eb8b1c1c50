using System.Globalization;
using System.Text;
using Tanfang.Data;
using Tanfang.Obligations;
using Tanfang.Obligations.Reconciling;
using Tanfang.Policy;
using Tanfang.Registry;

namespace Tanfang.Demo;

/// <summary>
/// One elder with a history: what the packs asked for is worked out first, the visits are made to keep most of it, then the
/// same reconciliation that serves real people judges the result.
/// </summary>
internal sealed class DemoLife
{
    private readonly DemoRecipe recipe;
    private readonly int index;

    public DemoLife(
        DemoRecipe recipe,
        int index,
        IReadOnlyList<DemoVillage> villages,
        IReadOnlyDictionary<int, DemoVillage> byId,
        IReadOnlyList<Situation> situations,
        Vault vault,
        PolicySet policies,
        DateTimeOffset now
    )
    {
        (this.recipe, this.index) = (recipe, index);
        Elder = new DemoElder(recipe, index, villages, vault);
        var facts = Elder.Facts.Select(f => FactOf(f, byId)).ToList();
        var history = new ElderHistory(Elder.Elder.BirthDate, facts, situations);
        var derived = Ledger.Derive(policies, history, now, ChinaTime.Midnight(recipe.Start));
        var visits = Elder.Visit(derived.Rows);
        var changes = derived.Reconcile(visits, []);
        Keep(changes, byId);
        var added = changes.Outcomes.ToLookup(o => o.Obligation, o => o.Outcome);
        var ledger = changes.Opened.Select(row => new LedgerEntry(row, [.. added[row.Key]])).ToList();
        var overdue = Overdue.Of(policies, history, visits, ledger, now);
        Elder.Elder.OverdueSince = overdue?.Since;
        Elder.Elder.OverdueRule = overdue?.Rule;
        Elder.Elder.ReconciledUntil = now;
    }

    public DemoElder Elder { get; }

    public List<Obligation> Obligations { get; } = [];

    public List<ObligationOutcome> Outcomes { get; } = [];

    /// <summary>What of this elder must be the same for the same recipe.</summary>
    public string Summary
    {
        get
        {
            var text = new StringBuilder();
            var elder = Elder.Elder;
            text.Append(
                CultureInfo.InvariantCulture,
                $"{elder.Id} {elder.Name} {elder.BirthDate:O} {elder.HomeId} {elder.CategoriesNow}\n"
            );
            foreach (var visit in Elder.Visits)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{visit.Id} {visit.HappenedOn:O} {visit.Mode} {visit.Gas} {visit.Water} {visit.Electricity} {visit.Needs}\n"
                );
            }

            // Each visit's answers say since which visit they hold, so the last ones speak for those before.
            text.Append(Elder.Visits.FindLast(v => !v.IsAttempt)?.Answers).Append('\n');

            foreach (var row in Obligations)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{row.Rule} {row.From:O} {row.Until:O} {row.State} {row.StateWhy}\n"
                );
            }

            return text.ToString();
        }
    }

    private void Keep(Changes changes, IReadOnlyDictionary<int, DemoVillage> villages)
    {
        var homes = Elder
            .Facts.Select(f => f.DivisionId)
            .OfType<int>()
            .Distinct()
            .ToDictionary(id => villages[id].Code, id => id);
        var rows = new Dictionary<ObligationKey, Obligation>();
        foreach (var row in changes.Opened)
        {
            rows[row.Key] = PolicyRows.NewRow(
                recipe.IdInOrder('o', index, Obligations.Count),
                Elder.Elder.Id,
                row,
                homes[row.CountedIn]
            );
            Obligations.Add(rows[row.Key]);
        }

        foreach (var (key, outcome) in changes.Outcomes.Select(o => (o.Obligation, o.Outcome)))
        {
            var appended = PolicyRows.NewOutcome(recipe.IdInOrder('u', index, Outcomes.Count), rows[key].Id, outcome);
            PolicyRows.SetState(rows[key], appended);
            Outcomes.Add(appended);
        }
    }

    private static Fact FactOf(ElderFact fact, IReadOnlyDictionary<int, DemoVillage> villages)
    {
        var home = fact.DivisionId is { } id ? villages[id] : null;
        return PolicyRows.FactOf(fact.Kind, fact.On, fact.RecordedAt, fact.Key, home?.Code, fact.Rural ?? home?.Rural);
    }
}
