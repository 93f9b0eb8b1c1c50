using Tanfang.Policy;

namespace Tanfang.Bench;

/// <summary>Six months of history of many elders brought into their ledgers at once.</summary>
internal static class LedgerBench
{
    private const int Elders = 20_000;
    private static readonly DateOnly First = new(2026, 5, 1);
    private static readonly DateTimeOffset Now = ChinaTime.Midnight(new DateOnly(2026, 11, 1)).AddHours(9);
    private static readonly string[] Divisions = ["140426101201", "140427101201", "110101001001", "152525101201"];
    private static readonly string[] Categories =
    [
        "livingAlone",
        "emptyNest",
        "incapacitatedFull",
        "economicHardship",
        "widowedAlone",
    ];

    public static void Run()
    {
        var policies = Packs.Load();
        var lives = Enumerable.Range(0, Elders).Select(MakeLife).ToArray();
        var (rows, outcomes) = Count(policies, lives);
        Verify(policies, lives);

        var ours = Measured.Best(Elders, 2, () => Count(policies, lives));
        var limit = Measured.Best(Elders, 2, () => BareRows(rows, outcomes));
        var control = Measured.Best(Elders, 2, () => Daily(policies, lives));
        Figure.Print(
            "ledger-6-months",
            "elder",
            ours,
            limit,
            $"allocating the same {rows} rows and {outcomes} outcomes",
            control,
            "one day's run over the same elders"
        );
    }

    private static (int Rows, int Outcomes) Count(PolicySet policies, (ElderHistory Elder, VisitFact[] Visits)[] lives)
    {
        var (rows, outcomes) = (0, 0);
        foreach (var (elder, visits) in lives)
        {
            var changes = Ledger.Reconcile(policies, elder, visits, [], Now);
            rows += changes.Opened.Count;
            outcomes += changes.Outcomes.Count;
        }
        return (rows, outcomes);
    }

    private static void Daily(PolicySet policies, (ElderHistory Elder, VisitFact[] Visits)[] lives)
    {
        foreach (var (elder, visits) in lives)
        {
            Ledger.Reconcile(policies, elder, visits, [], Now, reconciledUntil: Now.AddDays(-1));
        }
    }

    private static List<object> BareRows(int rows, int outcomes)
    {
        var made = new List<object>(rows + outcomes);
        for (var i = 0; i < rows; i++)
        {
            made.Add(new ObligationRow(new("", "", First), First, First, 1, Modes.Any, Every.Month, true, "", Now));
        }
        for (var i = 0; i < outcomes; i++)
        {
            made.Add(new OutcomeRow(0, OutcomeKind.Missed, null, null, false, false, Now, null));
        }
        return made;
    }

    /// <summary>A figure is only printed for ledgers that a second run finds complete.</summary>
    private static void Verify(PolicySet policies, (ElderHistory Elder, VisitFact[] Visits)[] lives)
    {
        foreach (var (elder, visits) in lives.Take(200))
        {
            var first = Ledger.Reconcile(policies, elder, visits, [], Now);
            var stored = first.Opened.Select(row => new LedgerEntry(
                row,
                [.. first.Outcomes.Where(o => o.Obligation == row.Key).Select(o => o.Outcome)]
            ));
            if (!Ledger.Reconcile(policies, elder, visits, [.. stored], Now).None)
            {
                throw new InvalidOperationException("a second reconciliation found something missing");
            }
        }
    }

    private static (ElderHistory, VisitFact[]) MakeLife(int number)
    {
        var random = new Random(number);
        var at = ChinaTime.Midnight(First).AddHours(9);
        Fact[] facts =
        [
            Fact.Enrolled(First, at),
            Fact.Residence(First, Divisions[number % Divisions.Length], true, at),
            Fact.Wishes(First, random.Next(20) == 0 ? Consent.Refused : Consent.Willing, at),
            Fact.Gained(First, Categories[random.Next(Categories.Length)], at),
            Fact.Gained(First.AddDays(60), Categories[random.Next(Categories.Length)], at.AddDays(61)),
        ];
        var visits = new VisitFact[20];
        for (var i = 0; i < visits.Length; i++)
        {
            var on = First.AddDays(i * 9 + random.Next(9));
            visits[i] = new(
                new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, (byte)i]),
                on,
                ChinaTime.Midnight(on).AddHours(30),
                Modes.OnSite,
                true
            );
        }
        return (new ElderHistory(new DateOnly(1935 + random.Next(30), 3, 2), facts, []), visits);
    }
}
