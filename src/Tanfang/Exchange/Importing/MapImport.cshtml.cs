using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Exchange.Mapping;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>/import/{id}/mapping: what the columns of the file are; the first rows as they would be read.</summary>
public sealed class MapImportModel(
    TanfangDb db,
    Vault vault,
    MapJob mapJob,
    PreviewRows preview,
    GuessPlace places,
    CurrentUser user
) : MapPage(places)
{
    protected override ListKind Kind => ElderTargets.Elders;

    protected override string Onwards => "/Exchange/Importing/ShowImport";

    protected override async Task<MappableFile?> Find(Guid id, CancellationToken cancel)
    {
        var job = await db.ImportJobsOf(user).AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, cancel);
        return job is null || !MapJob.CanBeMapped(job)
            ? null
            : new MappableFile(job.OpenFileName(vault), job.OpenFile(vault)!, job.OpenMap(vault));
    }

    protected override async Task<string> Keep(Guid id, SheetMap map, string name, CancellationToken cancel) =>
        await mapJob.Run(id, map, name, user, cancel)
            ? $"已按“{name}”读取并检查，还没有写入。"
            : "这次导入已经在进行或已结束。";

    protected override Task<IReadOnlyList<PreviewRow>> Preview(byte[] bytes, SheetMap map, CancellationToken cancel) =>
        preview.Run(new ElderFile(bytes, map), user.Scope, cancel);
}
