using Tanfang.Obligations;
using Tanfang.Policy;
using Tanfang.TestKit;

namespace Tanfang.Tests.Obligations;

/// <summary>People to whom all sorts of things happen, some of them told late; the same for the same seed.</summary>
internal static class RandomHistory
{
    private static readonly string[][] Categories =
    [
        ["livingAlone"],
        ["incapacitatedFull", "economicHardship"],
        ["widowedAlone", "minimumLiving"],
        ["emptyNest"],
        ["disability"],
        ["familyPlanningSpecial"],
    ];

    private static readonly string[] Villages = [LedgerStory.Village, LedgerStory.Neighbour, "140426102201"];
    private static readonly Modes[] Ways = [Modes.OnSite, Modes.OnSite, Modes.Phone, Modes.Video];
    private static readonly string[] Reasons = ["died", "moved", "institution"];

    public static async Task<LedgerStory> Tell(Store store, int seed, int elders, int days, bool daily = true)
    {
        var chance = new Random(seed);
        var story = await LedgerStory.Begin(store, "2026-09-10");
        var people = new List<Guid>();
        var visits = new List<(Guid Elder, Guid Visit)>();
        for (var day = 0; day < days; day++)
        {
            story.On(LedgerStory.Day("2026-09-10").AddDays(day).ToString("yyyy-MM-dd", null), "00:00");
            if (daily || day == days - 1)
            {
                await story.Daily();
            }

            story.Clock.Advance(TimeSpan.FromHours(chance.Next(8, 18)));
            if (people.Count < elders)
            {
                people.Add(await story.Enrol(Pick(Categories), Pick(Villages)));
            }

            for (var happening = chance.Next(3); happening > 0; happening--)
            {
                story.Clock.Advance(TimeSpan.FromMinutes(1));
                await Happen(Pick(people));
            }
        }

        return story;

        T Pick<T>(IReadOnlyList<T> from) => from[chance.Next(from.Count)];

        string Recently() => story.Clock.ChinaDay.AddDays(-chance.Next(12)).ToString("yyyy-MM-dd", null);

        async Task Happen(Guid elder)
        {
            switch (chance.Next(14))
            {
                case < 8:
                    visits.Add((elder, await story.Visit(elder, Recently(), Pick(Ways))));
                    break;
                case 8 when visits.Count > 0:
                    var (of, visit) = visits[^1];
                    visits.RemoveAt(visits.Count - 1);
                    await story.Void(of, visit);
                    break;
                case 9 when visits.Count > 0:
                    var (whose, old) = visits[^1];
                    visits[^1] = (whose, await story.Visit(whose, Recently(), Pick(Ways), corrects: old));
                    break;
                case 10:
                    await story.Learn(elder, FactKind.Consent, Recently(), chance.Next(2) == 0 ? "refused" : "willing");
                    break;
                case 11:
                    await story.Learn(
                        elder,
                        chance.Next(2) == 0 ? FactKind.HospitalFrom : FactKind.HospitalUntil,
                        Recently()
                    );
                    break;
                case 12:
                    await story.Move(elder, Recently(), Pick(Villages));
                    break;
                case 13:
                    await story.Learn(elder, FactKind.Left, Recently(), Pick(Reasons));
                    break;
                default:
                    await story.Learn(elder, FactKind.CategoryGained, Recently(), "incapacitatedPartial");
                    break;
            }
        }
    }

    public static LedgerEntry AsPolicy(Obligation o, IEnumerable<ObligationOutcome> outcomes) =>
        new(
            new ObligationRow(
                new ObligationKey(o.Rule, o.Occasion, o.PeriodFrom),
                o.From,
                o.Until,
                o.AtLeast,
                o.Modes,
                o.Every,
                o.MonthlyRate,
                o.CountedInId.ToString(System.Globalization.CultureInfo.InvariantCulture),
                o.OpenedAt
            ),
            [
                .. outcomes.Select(x => new OutcomeRow(
                    x.Ordinal,
                    (OutcomeKind)x.Kind,
                    x.VisitId,
                    x.HappenedOn,
                    x.OnSite,
                    x.Substituted,
                    x.RecordedAt,
                    x.Why
                )),
            ]
        );
}
