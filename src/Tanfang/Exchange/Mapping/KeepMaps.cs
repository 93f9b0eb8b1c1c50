using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Exchange.Reading;
using Tanfang.Shared;

namespace Tanfang.Exchange.Mapping;

/// <summary>A mapping that is kept, opened.</summary>
public sealed record KeptMap(Guid Id, string Name, SheetMap Map, DateTimeOffset UsedAt);

/// <summary>对应关系 that are kept: known again by the header of a file, renamed, dropped. They hold nobody's data.</summary>
public sealed class KeepMaps(TanfangDb db, WriteGate gate, Vault vault, TimeProvider clock)
{
    public const int LongestName = 60;

    public async Task<IReadOnlyList<KeptMap>> All(string kind, CancellationToken cancel)
    {
        var rows = await db
            .SourceMaps.AsNoTracking()
            .Where(m => m.Kind == kind)
            .OrderByDescending(m => m.UsedAt)
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(row => (Row: row, Content: row.Open(vault)))
                .Select(m => new KeptMap(m.Row.Id, m.Content.Name, m.Content.Map, m.Row.UsedAt)),
        ];
    }

    public async Task<KeptMap?> Named(string kind, string name, CancellationToken cancel) =>
        (await All(kind, cancel)).FirstOrDefault(map => map.Name == name.Trim());

    /// <summary>The one whose header stands on a visible sheet of the file, with all sheets that have it; the last used first.</summary>
    public async Task<KeptMap?> Fitting(Book book, string kind, CancellationToken cancel) =>
        (await All(kind, cancel)).Select(kept => Fit(kept, book)).FirstOrDefault(kept => kept is not null);

    /// <summary>It for the file at hand; null when no visible sheet has its header.</summary>
    public static KeptMap? Fit(KeptMap kept, Book book)
    {
        var (map, from) = (kept.Map, 0);
        var sheets = new List<int>();
        foreach (var sheet in book.Sheets.Where(s => !s.IsHidden && s.Rows > 0).Take(RowNumber.MostSheets))
        {
            if (FindHeader.Run(sheet, map.Signature, map.HeaderRows, map.HeaderFrom) is { } at)
            {
                from = sheets.Count == 0 ? at : from;
                sheets.Add(sheet.Index);
            }
        }

        return sheets.Count == 0 ? null : kept with { Map = map with { Sheets = sheets, HeaderFrom = from } };
    }

    /// <summary>Keeps a mapping under its name: in the place of the one with that name or with that header, else as a new one.</summary>
    public async Task<Guid> Keep(string name, SheetMap map, Actor actor, CancellationToken cancel)
    {
        var all = await All(map.Kind, cancel);
        var known =
            all.FirstOrDefault(kept => kept.Name == name)
            ?? all.FirstOrDefault(kept => kept.Map.Signature == map.Signature);
        var id = known?.Id ?? Guid.CreateVersion7(clock.Now());
        var data = SourceMap.Close(id, new SourceMap.Content(name, map with { Sheets = [] }), vault);
        await gate.Write(
            db,
            async () =>
            {
                if (await db.SourceMaps.SingleOrDefaultAsync(m => m.Id == id, cancel) is { } row)
                {
                    (row.Data, row.UsedAt) = (data, clock.Now());
                }
                else
                {
                    db.SourceMaps.Add(
                        new SourceMap
                        {
                            Id = id,
                            Kind = map.Kind,
                            Data = data,
                            CreatedAt = clock.Now(),
                            CreatedBy = actor.Id,
                            UsedAt = clock.Now(),
                        }
                    );
                }

                db.Changes.Add(ChangeEntry.Of(actor, clock, "import.mappingKept", id.ToString("N")));
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
        return id;
    }

    /// <summary>False when it is gone.</summary>
    public async Task<bool> Rename(Guid id, string name, Actor actor, CancellationToken cancel)
    {
        if (await db.SourceMaps.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancel) is not { } row)
        {
            return false;
        }

        await Keep(id, row.Open(vault) with { Name = name }, actor, cancel);
        return true;
    }

    public Task<bool> Drop(Guid id, Actor actor, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                var gone = await db.SourceMaps.Where(m => m.Id == id).ExecuteDeleteAsync(cancel);
                if (gone == 1)
                {
                    db.Changes.Add(ChangeEntry.Of(actor, clock, "import.mappingDropped", id.ToString("N")));
                    await db.SaveChangesAsync(cancel);
                }

                return gone == 1;
            },
            cancel
        );

    private Task Keep(Guid id, SourceMap.Content content, Actor actor, CancellationToken cancel)
    {
        var data = SourceMap.Close(id, content, vault);
        return gate.Write(
            db,
            async () =>
            {
                await db
                    .SourceMaps.Where(m => m.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.Data, data), cancel);
                db.Changes.Add(ChangeEntry.Of(actor, clock, "import.mappingRenamed", id.ToString("N")));
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
    }
}
