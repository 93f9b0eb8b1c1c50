using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>确认无误: notes that a file was compared with the person on a day. Inside the write transaction of whoever compared.</summary>
public sealed class ConfirmFile(TanfangDb db, TimeProvider clock)
{
    public const string Desk = "desk";
    public const string Screening = "screening";

    public void Add(Actor actor, Elder elder, DateOnly on, string source)
    {
        var now = clock.Now();
        db.FileConfirmations.Add(
            new FileConfirmation
            {
                Id = Guid.CreateVersion7(now),
                ElderId = elder.Id,
                On = on,
                Source = source,
                RecordedAt = now,
                RecordedBy = actor.Id,
            }
        );
        db.Changes.Add(ChangeEntry.Of(actor, clock, "elder.confirmed", elder.Id.ToString("N"), source));
    }
}
