using Tanfang.Audit;
using Tanfang.Shared;

namespace Tanfang.Access;

/// <summary>Writes down who came in, who did not and what was granted: ids and codes, never an address as typed, a name or a number.</summary>
public sealed class RecordAccess(AppendEntries append, TimeProvider clock)
{
    /// <summary>Throws when it could not be written: then nothing is answered either. Who hangs up is written down all the same.</summary>
    public Task Denied(Actor? actor, string endpoint, string why, CancellationToken cancel) =>
        Save(
            actor ?? CurrentUser.Nobody.Actor,
            AuditActions.Denied,
            endpoint.Length > 60 ? endpoint[..60] : endpoint,
            why,
            cancel
        );

    public Task Account(Actor actor, string what, Guid account, string? detail, CancellationToken cancel) =>
        Save(actor, what, account.ToString("N"), detail, cancel);

    private Task Save(Actor actor, string action, string subject, string? detail, CancellationToken cancel) =>
        append.Run(ChangeEntry.Of(actor, clock, action, subject, detail)).WaitAsync(cancel);
}
