using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>An import is seen by whoever brought its file: the file and its refused rows name people of anywhere.</summary>
internal static class ImportsOfUser
{
    public static IQueryable<ImportJob> ImportJobsOf(this TanfangDb db, CurrentUser user) =>
        user.Scope.IsEverything ? db.ImportJobs : db.ImportJobs.Where(j => j.CreatedBy == user.Actor.Id);
}
