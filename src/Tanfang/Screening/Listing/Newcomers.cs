using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Screening.Listing;

/// <summary>
/// People who live in the village now and stand on no list of the round: registered or moved there since it was opened. They are put on the
/// list by the village, with a household of their own or in the one they belong to.
/// </summary>
public sealed class Newcomers(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    public IQueryable<Elder> In(Scope scope, Guid round, int village) =>
        db.EldersOf(scope)
            .Where(e => e.HomeId == village && e.LeftOn == null)
            .Where(e => !db.ScreeningPersons.Any(p => p.RoundId == round && p.ElderId == e.Id));

    /// <returns>How many people stand on the list now that did not before.</returns>
    public Task<Result<int>> List(Scope scope, Actor actor, Guid round, int village, CancellationToken cancel) =>
        gate.Write<Result<int>>(
            db,
            async () =>
            {
                var refusal = await new VillageGuards(db).Run(scope, round, village, cancel);
                if (refusal is not null)
                {
                    return refusal;
                }

                var rows = await db
                    .ScreeningHouseholds.Where(h => h.RoundId == round && h.VillageId == village)
                    .ToListAsync(cancel);
                var people = await In(scope, round, village).OrderBy(e => e.PinyinKey).ToListAsync(cancel);
                foreach (var elder in people)
                {
                    Add(round, village, rows, elder);
                }

                var detail = $"{village} people={people.Count}";
                db.Changes.Add(ChangeEntry.Of(actor, clock, "screening.listed", round.ToString("N"), detail));
                await db.SaveChangesAsync(cancel);
                return people.Count;
            },
            cancel
        );

    private void Add(Guid round, int village, List<ScreeningHousehold> rows, Elder elder)
    {
        var household = elder.HouseholdId ?? elder.Id;
        var row = rows.Find(r => r.HouseholdId == household);
        if (row is null)
        {
            row = new ScreeningHousehold
            {
                Id = Guid.CreateVersion7(clock.Now()),
                RoundId = round,
                VillageId = village,
                HouseholdId = household,
                Position = rows.Select(r => r.Position).DefaultIfEmpty().Max() + 1,
            };
            db.ScreeningHouseholds.Add(row);
            rows.Add(row);
        }

        // Somebody new in a household that had answered: it has to be asked about that one too.
        (row.People, row.State) = (row.People + 1, ScreeningState.Open);
        db.ScreeningPersons.Add(Opening.ListHouseholds.Person(round, row.Id, elder.Id, clock.Now()));
    }
}
