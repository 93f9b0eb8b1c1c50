using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>该征询意愿: people in the register whose day to be asked has come; the rule of <see cref="AskAgain"/> over many at once.</summary>
public sealed class DueConsent(TanfangDb db, RegistryWords words, TimeProvider clock)
{
    public Task<int> Count(Scope scope, CancellationToken cancel) => Those(scope, clock.Today()).CountAsync(cancel);

    /// <param name="on">Those who are due on that day; later than today = those who will be.</param>
    public IQueryable<Elder> Those(Scope scope, DateOnly on)
    {
        var today = clock.Today();
        var bornUntil = today.AddYears(-words.ElderAge);
        // The newest wish holds; none newer than the day before which it had to be given means that it is due.
        var (refusedUntil, askedUntil) = (LastRefusal(on), on.AddDays(-words.AskWithinDays));
        var wishes = db.ElderFacts.Where(f => f.Kind == FactKind.Consent && f.On <= today);
        return db.EldersOf(scope)
            .Where(e => e.LeftOn == null && e.BirthDate <= bornUntil)
            .Where(e =>
                (e.ConsentNow == ConsentState.Refused && !wishes.Any(f => f.ElderId == e.Id && f.On > refusedUntil))
                || (
                    e.ConsentNow == ConsentState.NotAsked
                    && e.EnrolledOn <= askedUntil
                    && !wishes.Any(f => f.ElderId == e.Id && f.On > askedUntil)
                )
            );
    }

    /// <summary>The last day on which a refusal is due by then: of the month's end every later day that falls on it, too.</summary>
    private DateOnly LastRefusal(DateOnly on)
    {
        var day = on.AddMonths(-words.AskAgainMonths);
        while (day.AddDays(1).AddMonths(words.AskAgainMonths) <= on)
        {
            day = day.AddDays(1);
        }

        return day;
    }
}
