using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Exchange.Importing;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>What somebody hands in.</summary>
public sealed record DeliveryDraft(string? Source, Division? Area, DateOnly? AsOf, string FileName, byte[] File);

/// <param name="Already">The same file had come before: this is that delivery, and nothing was made.</param>
/// <param name="IsUnderstood">False when somebody has to say what its columns are before it is compared.</param>
public sealed record TakenDelivery(Guid Id, bool Already, bool IsUnderstood = true);

/// <summary>收一份名单: keeps it sealed and lets it be compared (<see cref="TakenDeliveries"/>); nobody waits for that. No file of anybody is touched.</summary>
public sealed class TakeDelivery(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    ReadSource reading,
    ReadDelivery read,
    CompareDelivery compare,
    ImportProgress progress,
    TimeProvider clock
)
{
    /// <exception cref="Reading.UnreadableFileException">The file as a whole cannot be read.</exception>
    public async Task<Result<TakenDelivery>> Run(DeliveryDraft draft, CurrentUser user, CancellationToken cancel)
    {
        if (await Guard(draft, user.Scope, cancel) is { } refused)
        {
            return refused;
        }

        var kind = DeliveryTargets.Of(DeliverySource.Find(draft.Source)!);
        var (map, isUnderstood) = await reading.Run(draft.File, draft.FileName, kind, cancel);
        var delivery = Of(draft, map, user.Actor);
        delivery.LookWithin(user.Scope);
        delivery.State = isUnderstood ? DeliveryState.Waiting : DeliveryState.Unmapped;
        var taken = await gate.Write<Result<TakenDelivery>>(
            db,
            async () =>
            {
                // Two who hand in at the same moment: the second one sees what the first has done.
                await Hold(draft.Area!, cancel);
                return await Guard(draft, user.Scope, cancel) is { } late ? late : await Keep(delivery, user, cancel);
            },
            cancel
        );
        progress.Ring();
        return taken;
    }

    /// <summary>What it would bring. Writes nothing.</summary>
    /// <exception cref="Reading.UnreadableFileException">The file cannot be read, or nobody has said what its columns are.</exception>
    public async Task<ComparedDelivery> Compare(DeliveryDraft draft, CurrentUser user, CancellationToken cancel)
    {
        var from = new ListFrom(DeliverySource.Find(draft.Source)!, draft.Area!, draft.AsOf!.Value, user.Scope);
        var kind = DeliveryTargets.Of(from.Source);
        var delivery = Of(draft, await reading.Known(draft.File, draft.FileName, kind, cancel), user.Actor);
        var list = await read.Run(delivery.FileWith(vault, draft.File), from, (_, _) => { }, cancel);
        return await compare.Run(delivery, list, from, (_, _) => { }, cancel);
    }

    private Delivery Of(DeliveryDraft draft, ImportJob.JobMap? map, Actor actor)
    {
        var file = (draft.FileName, draft.File);
        var delivery = Delivery.Of(draft.Source!, draft.Area!.Id, draft.AsOf!.Value, file, vault, actor, clock.Now());
        delivery.ReadBy(map, vault);
        return delivery;
    }

    /// <summary>What stands in the way of taking it; null when nothing does. The same file answers with its delivery.</summary>
    public async Task<Result<TakenDelivery>?> Guard(DeliveryDraft draft, Scope scope, CancellationToken cancel)
    {
        if (Said(draft, scope) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var of = db.Deliveries.Where(d => d.Source == draft.Source && d.AreaId == draft.Area!.Id);
        var index = Delivery.IndexOf(draft.File, vault);
        if (await of.Where(d => d.FileIndex == index).Select(d => (Guid?)d.Id).FirstOrDefaultAsync(cancel) is { } same)
        {
            return new TakenDelivery(same, Already: true);
        }

        if (await of.AnyAsync(d => d.State != DeliveryState.Closed && d.State != DeliveryState.Dropped, cancel))
        {
            return No(
                "open",
                "这个来源、这个地区的上一份名单还没有核对完",
                "请先在下面的列表里打开它，核对完后“结束核对”，或“退回”",
                nameof(draft.Source)
            );
        }

        var last = await db.Accepted(draft.Source!, draft.Area!.Id).MaxAsync(d => (DateOnly?)d.AsOf, cancel);
        if (draft.AsOf < last)
        {
            return No(
                "older",
                $"比上一份名单（{last:yyyy-MM-dd}）还早",
                "请交更新的名单；要更正上一份的，日期填同一天",
                nameof(draft.AsOf)
            );
        }

        return null;
    }

    private List<Refusal> Said(DeliveryDraft draft, Scope scope)
    {
        var found = new List<Refusal>();
        void Refuse(bool when, string code, string reason, string remedy, string field)
        {
            if (when)
            {
                found.Add(new Refusal($"delivery.{code}", reason, remedy, field));
            }
        }

        Refuse(
            DeliverySource.Find(draft.Source) is null,
            "source",
            "没有选来源",
            "请选这份名单来自哪个部门",
            nameof(draft.Source)
        );
        Refuse(draft.Area is null, "area", "没有选地区", "请选这份名单覆盖的地区，一般是本县", nameof(draft.Area));
        Refuse(
            draft.Area is { } area && !scope.Covers(area),
            "areaScope",
            "这个地区不在您的数据范围内",
            "请选本地区，或由上级收取",
            nameof(draft.Area)
        );
        Refuse(draft.AsOf is null, "asOf", "没有填名单日期", "请填名单反映的是哪一天的情况", nameof(draft.AsOf));
        Refuse(draft.AsOf > clock.Today(), "future", "名单日期在将来", "请核对年份", nameof(draft.AsOf));
        return found;
    }

    private static Refusal No(string code, string reason, string remedy, string field) =>
        new($"delivery.{code}", reason, remedy, field);

    private async Task Hold(Division area, CancellationToken cancel)
    {
        if (!db.IsSqlite)
        {
            await db.Database.ExecuteSqlAsync($"select 1 from divisions where id = {area.Id} for update", cancel);
        }
    }

    private async Task<TakenDelivery> Keep(Delivery delivery, CurrentUser user, CancellationToken cancel)
    {
        db.Deliveries.Add(delivery);
        db.Changes.Add(
            ChangeEntry.Of(user.Actor, clock, "delivery.brought", delivery.Id.ToString("N"), delivery.Source)
        );
        await db.SaveChangesAsync(cancel);
        return new TakenDelivery(delivery.Id, Already: false, IsUnderstood: delivery.State != DeliveryState.Unmapped);
    }
}
