using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Registry.Transferring;

/// <summary>
/// One transfer as an office may see it: the person and the place left only where the person is in its scope now, the other place only where it is
/// its own or the transfer is done.
/// </summary>
/// <param name="Name">Null for whoever may not see the person.</param>
/// <param name="From">Null for an office that only asks: where somebody lives is not told for a number (docs/adr/0011).</param>
public sealed record TransferLine(Transfer Row, string? Name, string? From, string To, bool IsMineToAnswer);

/// <summary>迁移 of a scope's people: what waits for an answer, what was asked, what was done, the newest first.</summary>
public sealed class ReadTransfers(TanfangDb db, DivisionLookup divisions)
{
    /// <param name="state">Null = all.</param>
    public async Task<Page<TransferLine>> Run(
        Scope scope,
        TransferState? state,
        int page,
        int size,
        CancellationToken cancel
    )
    {
        var homes = db.Divisions.Where(d => true);
        if (!scope.IsEverything)
        {
            homes = db.Divisions.Within(scope);
        }

        var people = db.FilesOf(scope);
        var rows = db
            .Transfers.AsNoTracking()
            .Where(t => state == null || t.State == state)
            .Where(t =>
                people.Any(e => e.Id == t.ElderId)
                || homes.Any(d => d.Id == t.ToId)
                || (t.State == TransferState.Done && homes.Any(d => d.Id == t.FromId))
            );
        var total = await rows.CountAsync(cancel);
        var number = Math.Clamp(page, 1, Math.Max(1, (total + size - 1) / size));
        var shown = await rows.OrderByDescending(t => t.AskedAt)
            .ThenBy(t => t.Id)
            .Skip((number - 1) * size)
            .Take(size)
            .Select(t => new
            {
                Row = t,
                Name = people.Where(e => e.Id == t.ElderId).Select(e => e.Name).FirstOrDefault(),
                FromIsMine = homes.Any(d => d.Id == t.FromId),
            })
            .ToListAsync(cancel);
        var places = await divisions.Named(shown.SelectMany(s => new[] { s.Row.FromId, s.Row.ToId }), cancel);
        return new Page<TransferLine>(
            [
                .. shown.Select(s => new TransferLine(
                    s.Row,
                    s.Name,
                    s.Name is not null || s.FromIsMine ? places[s.Row.FromId].Path : null,
                    places[s.Row.ToId].Path,
                    s.Name is not null && s.Row.State == TransferState.Waiting
                )),
            ],
            number,
            size,
            total
        );
    }
}
