using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Mapping;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>/deliveries/{id}/mapping: what the columns of a department's file are; the first rows as they would be read.</summary>
public sealed class MapDeliveryModel(
    TanfangDb db,
    Vault vault,
    CompareAgain again,
    ReadDelivery read,
    GuessPlace places,
    CurrentUser user
) : MapPage(places)
{
    public DeliverySource Source { get; private set; } = null!;

    private Delivery delivery = null!;

    protected override ListKind Kind => DeliveryTargets.Of(Source);

    protected override string Onwards => "/Exchange/Delivering/ShowDelivery";

    protected override async Task<MappableFile?> Find(Guid id, CancellationToken cancel)
    {
        var found = await db.DeliveriesOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancel);
        if (found is null || !await again.CanBeMapped(found, cancel))
        {
            return null;
        }

        (delivery, Source) = (found, DeliverySource.Find(found.Source)!);
        return new MappableFile(found.OpenFileName(vault), found.OpenFile(vault)!, found.OpenMap(vault));
    }

    protected override async Task<string> Keep(Guid id, SheetMap map, string name, CancellationToken cancel) =>
        await again.Run(id, map, name, user, cancel)
            ? $"正在按“{name}”读取并比对。可以离开这一页，比对会继续。"
            : "这份名单已经在比对或已有决定。";

    protected override async Task<IReadOnlyList<PreviewRow>> Preview(
        byte[] bytes,
        SheetMap map,
        CancellationToken cancel
    )
    {
        var area = await db.Divisions.AsNoTracking().SingleAsync(d => d.Id == delivery.AreaId, cancel);
        var from = new ListFrom(Source, area, delivery.AsOf, user.Scope);
        var list = new ElderFile(bytes, map, Kind).Open();
        return await PreviewRows.Of(
            list,
            async line =>
            {
                var (draft, refusals) = await read.Check(line, list, from, cancel);
                return (await NameOf(draft.HomeId, cancel), refusals);
            }
        );
    }

    private async Task<string?> NameOf(int? home, CancellationToken cancel) =>
        home is > 0 ? await db.Divisions.Where(d => d.Id == home).Select(d => d.Name).SingleAsync(cancel) : null;
}
