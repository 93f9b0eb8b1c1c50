using Tanfang.Data;

namespace Tanfang.Visits;

/// <summary>The records of a person: those recorded for any of the person's files, without what was moved to another one, with what was moved here.</summary>
public static class PersonVisits
{
    /// <param name="asked">All files of the person, see MergedFiles.Same.</param>
    public static IQueryable<Visit> VisitsOf(this TanfangDb db, IReadOnlyCollection<Guid> asked)
    {
        var files = asked.ToList();
        var moved = db.VisitMoves.Where(m => m.Until == null);
        return db.Visits.Where(v =>
            (files.Contains(v.ElderId) && !moved.Any(m => m.VisitId == v.Id))
            || moved.Any(m => m.VisitId == v.Id && files.Contains(m.ToId))
        );
    }
}
