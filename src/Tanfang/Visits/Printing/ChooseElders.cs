using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Obligations;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Printing;

/// <summary>Whose forms: all of a place, those of a category, or those with something due this week.</summary>
/// <param name="DivisionId">The place with everything below it; null = everywhere in scope.</param>
/// <param name="Category">A key of the dictionary; null = all.</param>
/// <param name="DueThisWeek">Only those who are to be visited by Sunday.</param>
public sealed record PrintQuestion(int? DivisionId, string? Category, bool DueThisWeek);

/// <summary>Finds whose forms are to be printed, village by village as they are handed out.</summary>
public sealed class ChooseElders(TanfangDb db, RegistryWords words, TimeProvider clock)
{
    /// <summary>In the register, of age, not refusing; one more than can be printed at once at most.</summary>
    public Task<List<Guid>> Run(Scope scope, PrintQuestion asked, CancellationToken cancel)
    {
        var today = clock.Today();
        var bornUntil = today.AddYears(-words.ElderAge);
        var people = db.EldersOf(scope)
            .Where(e => e.LeftOn == null && e.BirthDate <= bornUntil && e.ConsentNow != ConsentState.Refused)
            .Where(e => e.WrappedKey != null);
        if (asked.Category is { } category)
        {
            var held = $"|{category}|";
            people = people.Where(e => e.CategoriesNow.Contains(held));
        }

        if (asked.DueThisWeek)
        {
            var due = db.Obligations.DueThisWeek(today);
            people = people.Where(e => due.Any(o => o.ElderId == e.Id));
        }

        return people
            .Join(
                asked.DivisionId is { } id ? db.Divisions.Within(id) : db.Divisions,
                e => e.HomeId,
                d => d.Id,
                (e, d) => new { e, d.Code }
            )
            .OrderBy(r => r.Code)
            .ThenBy(r => r.e.PinyinKey)
            .ThenBy(r => r.e.Id)
            .Select(r => r.e.Id)
            .Take(PrintJob.MostSheets + 1)
            .ToListAsync(cancel);
    }
}
