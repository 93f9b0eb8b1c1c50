using System.CommandLine;
using Tanfang.Data;
using Tanfang.Exchange.Delivering;
using Tanfang.Exchange.Mapping;
using Tanfang.Exchange.Reading;
using Tanfang.Exchange.Templates;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>`tanfang import elders FILE [--dry-run] [--errors OUT.xlsx] --json`: 0 when every row was taken, 1 when some were refused, 2 without a file.</summary>
internal static class ImportCommand
{
    /// <summary>The members of the contract, in its order.</summary>
    private sealed record Answer(
        int Rows,
        int Added,
        int Updated,
        int Unchanged,
        int Rejected,
        IReadOnlyList<RowError> Errors
    );

    public static Command Command()
    {
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "按模板填写的 .xlsx、.xls 或 .csv",
        }.AcceptExistingOnly();
        var dryRun = new Option<bool>("--dry-run") { Description = "只检查，不写入" };
        var errors = new Option<FileInfo?>("--errors") { Description = "把没导入的行写入这个 .xlsx，改好再导入" };
        var mapping = new Option<string?>("--mapping") { Description = "按这个名称的对应关系读取（见网页“对应关系”）" };
        var json = new Option<bool>("--json") { Description = "只输出 JSON" };
        var elders = new Command("elders", "导入老年人") { file, dryRun, errors, mapping, json };
        elders.SetAction(
            async (parsed, cancel) =>
            {
                var bytes = await Read(parsed.GetValue(file)!, cancel);
                var name = parsed.GetValue(file)!.Name;
                var (report, read) = await Office.With(
                    Office.StoreFrom(parsed),
                    services => Run(services, bytes, name, parsed.GetValue(mapping), parsed.GetValue(dryRun), cancel)
                );
                if (
                    parsed.GetValue(errors) is { } to
                    && read is not null
                    && ErrorWorkbook.Make(RefusedRows.Of(read, report), report) is { } workbook
                )
                {
                    OwnerOnly.Write(to.FullName, workbook);
                }

                Say(report, parsed.GetValue(json), parsed.GetValue(dryRun));
                return report.Rejected == 0 && report.Errors.Count == 0 ? 0 : 1;
            }
        );
        return new Command("import", "导入") { elders, DeliveryCommand.Command() };
    }

    /// <summary>One byte more than is allowed is enough to refuse a file.</summary>
    internal static async Task<byte[]> Read(FileInfo file, CancellationToken cancel)
    {
        await using var stream = file.OpenRead();
        var bytes = new byte[Math.Min(file.Length, OpenSheet.LargestFile + 1)];
        await stream.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }

    private static async Task<(ImportReport Report, ElderFile? Read)> Run(
        IServiceProvider services,
        byte[] bytes,
        string name,
        string? mapping,
        bool dryRun,
        CancellationToken cancel
    )
    {
        await Office.Prepare(services, cancel);
        var (scope, actor) = (CurrentUser.Local.Scope, CurrentUser.Local.Actor);
        var import = services.GetRequiredService<ImportElders>();
        try
        {
            var map = await MapOf(services, bytes, name, mapping, cancel);
            var file = new ElderFile(bytes, map?.Map);
            if (dryRun)
            {
                return (await import.DryRun(file, scope, actor, cancel), file);
            }

            var db = services.GetRequiredService<TanfangDb>();
            var clock = services.GetRequiredService<TimeProvider>();
            var vault = services.GetRequiredService<Vault>();
            var job = ImportJob.Of(bytes, name, vault, actor, clock.Now());
            job.ReadBy(map, vault);
            return (await import.RunNew(job, file, scope, actor, cancel), file);
        }
        catch (UnreadableFileException refused)
        {
            return (new ImportReport { Errors = [new RowError(0, "", refused.Message, refused.Remedy)] }, null);
        }
    }

    /// <summary>The named mapping; without a name the template, else a mapping that knows the header again.</summary>
    private static async Task<ImportJob.JobMap?> MapOf(
        IServiceProvider services,
        byte[] file,
        string name,
        string? mapping,
        CancellationToken cancel
    )
    {
        if (mapping is null)
        {
            return await services.GetRequiredService<ReadSource>().Known(file, name, ElderTargets.Elders, cancel);
        }

        var kept =
            await services.GetRequiredService<KeepMaps>().Named(ElderTargets.Kind, mapping, cancel)
            ?? throw new UnreadableFileException($"没有名为“{mapping}”的对应关系", "名称见网页“导入—对应关系”");
        return KeepMaps.Fit(kept, OpenBook.Run(file)) is { } fit
            ? new ImportJob.JobMap(fit.Map, fit.Name, IsKnownAgain: true)
            : throw new UnreadableFileException(
                $"文件里没有“{mapping}”的表头",
                "请核对文件；表头改过的，在网页上重新对应一次"
            );
    }

    private static void Say(ImportReport report, bool json, bool dryRun)
    {
        if (report.Ignored.Count > 0)
        {
            Output.Error($"没有读取的列（不在模板中）：{string.Join("、", report.Ignored)}");
        }

        if (json)
        {
            Output.Json(
                new Answer(report.Rows, report.Added, report.Updated, report.Unchanged, report.Rejected, report.Errors)
            );
            return;
        }

        var begin = dryRun ? "检查（没有写入）" : "导入";
        Output.Lines(
            report
                .Errors.Select(e => $"{e.Sheet}第 {e.Row} 行 {e.Column}：{e.Reason}。{e.Remedy}")
                .Concat(report.Households.Select(h => $"合为一户：{h}"))
                .Append(
                    $"{begin} {report.Rows} 行：新增 {report.Added}，更新 {report.Updated}，不变 {report.Unchanged}，未导入 {report.Rejected}"
                )
        );
    }
}
