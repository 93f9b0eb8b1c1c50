using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Access;

/// <summary>Writes down who came in, who did not and what was granted: ids and codes, never an address as typed, a name or a number.</summary>
public sealed class RecordAccess(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    public Task Denied(Actor? actor, string endpoint, string why, CancellationToken cancel) =>
        Save(
            actor ?? CurrentUser.Nobody.Actor,
            "access.denied",
            endpoint.Length > 60 ? endpoint[..60] : endpoint,
            why,
            cancel
        );

    public Task Account(Actor actor, string what, Guid account, string? detail, CancellationToken cancel) =>
        Save(actor, what, account.ToString("N"), detail, cancel);

    private Task<int> Save(Actor actor, string action, string subject, string? detail, CancellationToken cancel) =>
        gate.Write(
            db,
            () =>
            {
                db.Changes.Add(ChangeEntry.Of(actor, clock, action, subject, detail));
                return db.SaveChangesAsync(cancel);
            },
            cancel
        );
}
