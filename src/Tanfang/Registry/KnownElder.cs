using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Registry;

/// <summary>
/// The whole file of one elder: the row, its facts, the household's rows that are sealed for this elder, the contacts. Rows of the
/// household that are sealed for another elder of it are <see cref="Beside"/>.
/// </summary>
public sealed record KnownElder(
    Elder Elder,
    IReadOnlyList<ElderFact> Facts,
    IReadOnlyList<HouseholdMember> Members,
    IReadOnlyList<Contact> Contacts
)
{
    public IReadOnlyList<HouseholdMember> Beside { get; init; } = [];

    /// <summary>
    /// Files by id, in five queries however many. No scope is taken: whoever asks has found the ids within one, or asks by a number,
    /// which is unique everywhere, and then shows nothing.
    /// </summary>
    /// <param name="tracked">Whether changes to the rows are to be saved.</param>
    public static async Task<IReadOnlyDictionary<Guid, KnownElder>> Load(
        TanfangDb db,
        IReadOnlyCollection<Guid> ids,
        bool tracked,
        CancellationToken cancel
    )
    {
        var how = tracked ? QueryTrackingBehavior.TrackAll : QueryTrackingBehavior.NoTracking;
        // One parameter, not one for each id: SQLite looks every one up by its name.
        var elders = await db.Elders.AsTracking(how).Where(e => EF.Parameter(ids).Contains(e.Id)).ToListAsync(cancel);
        var facts = await db
            .ElderFacts.AsNoTracking()
            .Where(f => EF.Parameter(ids).Contains(f.ElderId))
            .ToListAsync(cancel);
        var members = await db
            .HouseholdMembers.AsTracking(how)
            .Where(m => EF.Parameter(ids).Contains(m.SealedFor))
            .ToListAsync(cancel);
        var households = elders.Select(e => e.HouseholdId).OfType<Guid>().Distinct().ToList();
        var together = (
            await db
                .HouseholdMembers.AsTracking(how)
                .Where(m => EF.Parameter(households).Contains(m.HouseholdId))
                .ToListAsync(cancel)
        ).ToLookup(m => (Guid?)m.HouseholdId);
        var contacts = await db
            .Contacts.AsTracking(how)
            .Where(c => EF.Parameter(ids).Contains(c.ElderId))
            .ToListAsync(cancel);
        var factsOf = facts.ToLookup(f => f.ElderId);
        var membersOf = members.ToLookup(m => m.SealedFor);
        var contactsOf = contacts.ToLookup(c => c.ElderId);
        return elders.ToDictionary(
            e => e.Id,
            e => new KnownElder(
                e,
                [.. factsOf[e.Id]],
                [.. membersOf[e.Id].OrderBy(m => m.Position)],
                [.. contactsOf[e.Id].OrderBy(c => c.CallingOrder)]
            )
            {
                Beside = [.. together[e.HouseholdId].Where(m => m.SealedFor != e.Id)],
            }
        );
    }
}
