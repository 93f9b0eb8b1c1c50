using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Audit;
using Tanfang.Data;
using Tanfang.Shared;
using ChinaTime = Tanfang.Shared.ChinaTime;

namespace Tanfang.Visits.Worklist;

/// <summary>
/// GET /api/v1/worklist?after=CURSOR: what the asking visitor needs offline. What has changed is told by comparing with what this device was told before
/// (docs/adr/0020), so nothing is missed, whatever changed it, the passing of a day too. Whoever was sent whole is written down before the answer leaves.
/// </summary>
public sealed class ReadWorklist(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    GatherItems gather,
    CurrentUser user,
    IHttpContextAccessor context,
    TimeProvider clock
)
{
    /// <summary>How long a device may show what it was told.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromHours(72);

    private const string Address = "/api/v1/worklist";
    private const int IdLength = 16;
    private const int EntryLength = IdLength + 8;

    public static async Task<IResult> Answer(string? after, ReadWorklist read, CancellationToken cancel) =>
        Results.Ok(await read.Run(after, cancel));

    /// <param name="after">Unknown, older, another reader's or none of ours: the answer is full.</param>
    public async Task<WorklistAnswer> Run(string? after, CancellationToken cancel)
    {
        var asking = context.HttpContext?.Features.Get<AskingUser>();
        var (now, epoch) = (clock.Now(), await EpochOf(cancel));
        var (items, beyond) = await gather.Run(await Theirs(ChinaTime.DayOf(now), cancel), now, cancel);
        WorklistAnswer Tell(Guid packet, bool full, IEnumerable<WorklistItem> told, IEnumerable<Guid> gone) =>
            new(epoch, $"{epoch}.{packet:N}", full, now, now + Lease, [.. told], [.. gone], beyond);
        if (asking is null)
        {
            // Nobody signs in here: made-up people, and no device to remember.
            return Tell(Guid.Empty, true, items, []);
        }

        var before = await Known(after, epoch, asking, cancel);
        var then = before is null ? [] : Unpack(before.Items);
        var held = items.ToDictionary(i => i.ElderId, DigestOf);
        var changed = items
            .Where(i => !then.TryGetValue(i.ElderId, out var d) || !d.AsSpan().SequenceEqual(held[i.ElderId]))
            .ToList();
        var gone = then.Keys.Where(id => !held.ContainsKey(id)).Order().ToList();
        if (before is not null && changed.Count == 0 && gone.Count == 0)
        {
            return Tell(before.Id, false, [], []);
        }

        var packet = new WorklistPacket
        {
            Id = Guid.NewGuid(),
            ReadBy = user.Actor.Id,
            DeviceId = asking.Device,
            TakenAt = now,
            Items = Pack(held),
        };
        await Keep(packet, before, changed, cancel);
        return Tell(packet.Id, before is null, changed, gone);
    }

    /// <summary>
    /// The people assigned to whoever asks, never those of an area. Without sign-in everybody's, for the one local user is every visitor.
    /// </summary>
    private async Task<Scope> Theirs(DateOnly today, CancellationToken cancel) =>
        Scope.Nothing with
        {
            Assigned = user.Scope.IsEverything
                ? new([.. await db.Visitors.Select(v => v.Id).ToListAsync(cancel)], today)
                : user.Scope.Assigned,
        };

    private Task<string> EpochOf(CancellationToken cancel) =>
        db.StoreInfo.Where(i => i.Key == StoreInfo.Epoch).Select(i => i.Value).SingleAsync(cancel);

    private async Task<WorklistPacket?> Known(
        string? after,
        string epoch,
        AskingUser asking,
        CancellationToken cancel
    ) =>
        after?.Split('.') is [var said, var number] && said == epoch && Guid.TryParseExact(number, "N", out var id)
            ? await Of(asking.Device).AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancel)
            : null;

    private IQueryable<WorklistPacket> Of(Guid? device) =>
        db.WorklistPackets.Where(p => p.ReadBy == user.Actor.Id && p.DeviceId == device);

    /// <summary>The one it follows stays: the answer may be lost on its way, and then that one is asked for again.</summary>
    private Task Keep(
        WorklistPacket packet,
        WorklistPacket? before,
        List<WorklistItem> told,
        CancellationToken cancel
    ) =>
        gate.Write(
            db,
            async () =>
            {
                var kept = before?.Id;
                await Of(packet.DeviceId).Where(p => p.Id != kept).ExecuteDeleteAsync(cancel);
                db.WorklistPackets.Add(packet);
                db.Changes.AddRange(
                    told.Select(i =>
                        ChangeEntry.Of(user.Actor, clock, AuditActions.Read, i.ElderId.ToString("N"), Address)
                    )
                );
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );

    private byte[] DigestOf(WorklistItem item) =>
        vault.Index("worklist", JsonSerializer.Serialize(item, JsonSerializerOptions.Web))[..(EntryLength - IdLength)];

    private static byte[] Pack(Dictionary<Guid, byte[]> held) =>
        [.. held.SelectMany(h => h.Key.ToByteArray().Concat(h.Value))];

    private static Dictionary<Guid, byte[]> Unpack(byte[] items) =>
        items.Chunk(EntryLength).ToDictionary(e => new Guid(e.AsSpan(0, IdLength)), e => e[IdLength..]);
}
