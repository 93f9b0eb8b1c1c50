using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Quarantine;

/// <summary>
/// Who may see what waits: those who may see the elder it names. What names nobody known is seen by whoever sees everything, and by its
/// sender.
/// </summary>
internal static class QuarantineInScope
{
    public static IQueryable<QuarantinedRecord> QuarantineOf(this TanfangDb db, CurrentUser user)
    {
        if (user.Scope.IsEverything)
            return db.Quarantine;
        var elders = db.FilesOf(user.Scope);
        return db.Quarantine.Where(q =>
            elders.Any(e => e.Id == q.ElderId) || (q.ElderId == null && q.SentBy == user.Actor.Id)
        );
    }
}
