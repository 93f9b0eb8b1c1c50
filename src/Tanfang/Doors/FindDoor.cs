using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Doors;

/// <summary>The way from a code to a door. Unknown, revoked and out of scope answer alike: null.</summary>
public sealed class FindDoor(TanfangDb db)
{
    /// <summary>The person to whom it leads, for whoever may see them.</summary>
    public async Task<Guid?> Person(Scope scope, string? code, CancellationToken cancel)
    {
        if (await Card(code, cancel) is not { } card)
        {
            return null;
        }

        var person = (await MergedFiles.Read(db, [card.ElderId], cancel)).PersonOf(card.ElderId);
        return await db.EldersOf(scope).AnyAsync(e => e.Id == person, cancel) ? person : null;
    }

    /// <summary>The card that is good now.</summary>
    internal async Task<DoorCard?> Card(string? code, CancellationToken cancel)
    {
        var random = DoorCode.Read(code)?.Random ?? "";
        return await db
            .DoorCards.AsNoTracking()
            .SingleOrDefaultAsync(c => c.Code == random && c.RevokedAt == null, cancel);
    }
}
