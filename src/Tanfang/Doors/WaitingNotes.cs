using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Doors;

/// <summary>What was said at doors within a scope.</summary>
public sealed class WaitingNotes(TanfangDb db)
{
    public Task<int> Count(Scope scope, CancellationToken cancel) =>
        Of(scope).CountAsync(n => n.NeedsLook && n.AnsweredAt == null, cancel);

    internal IQueryable<DoorNote> Of(Scope scope)
    {
        var files = db.FilesOf(scope);
        return db.DoorNotes.Where(n => files.Any(e => e.Id == n.ElderId));
    }
}
