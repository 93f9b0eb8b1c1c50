using System.Security.Cryptography;
using System.Text;
using Tanfang.Data;
using Tanfang.Obligations;
using Tanfang.Registry;
using Tanfang.Visits;
using Tanfang.Workforce;

namespace Tanfang.Demo;

/// <summary>The lives of some elders, ready to be written.</summary>
/// <param name="Tables">Their rows, table by table.</param>
/// <param name="Counts">How many.</param>
/// <param name="Digests">Of each elder 32 bytes.</param>
internal sealed record DemoLives(IReadOnlyList<PackedRows> Tables, DemoMade Counts, byte[] Digests)
{
    public static IReadOnlyList<Type> Entities { get; } =
    [
        typeof(Elder),
        typeof(ElderFact),
        typeof(Contact),
        typeof(HouseholdMember),
        typeof(Responsibility),
        typeof(Visit),
        typeof(Obligation),
        typeof(ObligationOutcome),
    ];

    /// <summary>On any thread: of the context only the model is read.</summary>
    public static DemoLives Of(TanfangDb db, List<DemoLife> lives)
    {
        List<Visit> visits = [.. lives.SelectMany(l => l.Elder.Visits)];
        List<Obligation> obligations = [.. lives.SelectMany(l => l.Obligations)];
        List<ObligationOutcome> outcomes = [.. lives.SelectMany(l => l.Outcomes)];
        return new(
            [
                WriteRows.Pack<Elder>(db, [.. lives.Select(l => l.Elder.Elder)]),
                WriteRows.Pack<ElderFact>(db, [.. lives.SelectMany(l => l.Elder.Facts)]),
                WriteRows.Pack<Contact>(db, [.. lives.SelectMany(l => l.Elder.Contacts)]),
                WriteRows.Pack<HouseholdMember>(db, [.. lives.SelectMany(l => l.Elder.Members)]),
                WriteRows.Pack<Responsibility>(db, [.. lives.SelectMany(l => l.Elder.Responsibilities)]),
                WriteRows.Pack<Visit>(db, visits),
                WriteRows.Pack<Obligation>(db, obligations),
                WriteRows.Pack<ObligationOutcome>(db, outcomes),
            ],
            new DemoMade(lives.Count, visits.Count, obligations.Count, outcomes.Count, ""),
            [.. lives.SelectMany(l => SHA256.HashData(Encoding.UTF8.GetBytes(l.Summary)))]
        );
    }
}
