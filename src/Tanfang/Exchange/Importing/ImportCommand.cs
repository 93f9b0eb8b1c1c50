using System.CommandLine;
using Tanfang.Data;
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
        var json = new Option<bool>("--json") { Description = "只输出 JSON" };
        var elders = new Command("elders", "导入老年人") { file, dryRun, errors, json };
        elders.SetAction(
            async (parsed, cancel) =>
            {
                var bytes = await Read(parsed.GetValue(file)!, cancel);
                var name = parsed.GetValue(file)!.Name;
                var report = await Office.With(
                    Office.StoreFrom(parsed),
                    services => Run(services, bytes, name, parsed.GetValue(dryRun), cancel)
                );
                if (parsed.GetValue(errors) is { } to && ErrorWorkbook.Make(RefusedRows.Of(bytes, report), report) is { } workbook)
                {
                    OwnerOnly.Write(to.FullName, workbook);
                }

                Say(report, parsed.GetValue(json), parsed.GetValue(dryRun));
                return report.Rejected == 0 && report.Errors.Count == 0 ? 0 : 1;
            }
        );
        return new Command("import", "导入") { elders };
    }

    /// <summary>One byte more than is allowed is enough to refuse a file.</summary>
    private static async Task<byte[]> Read(FileInfo file, CancellationToken cancel)
    {
        await using var stream = file.OpenRead();
        var bytes = new byte[Math.Min(file.Length, OpenSheet.LargestFile + 1)];
        await stream.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }

    private static async Task<ImportReport> Run(
        IServiceProvider services,
        byte[] file,
        string name,
        bool dryRun,
        CancellationToken cancel
    )
    {
        await Office.Prepare(services, cancel);
        var (scope, actor) = (CurrentUser.Local.Scope, CurrentUser.Local.Actor);
        var import = services.GetRequiredService<ImportElders>();
        try
        {
            if (dryRun)
            {
                return await import.DryRun(file, scope, actor, cancel);
            }

            var db = services.GetRequiredService<TanfangDb>();
            var clock = services.GetRequiredService<TimeProvider>();
            var job = ImportJob.Of(file, name, services.GetRequiredService<Vault>(), actor, clock.Now());
            return (await import.RunNew(job, file, scope, actor, cancel))!;
        }
        catch (UnreadableFileException refused)
        {
            return new ImportReport { Errors = [new RowError(0, "", refused.Message, refused.Remedy)] };
        }
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
                .Errors.Select(e => $"第 {e.Row} 行 {e.Column}：{e.Reason}。{e.Remedy}")
                .Append(
                    $"{begin} {report.Rows} 行：新增 {report.Added}，更新 {report.Updated}，不变 {report.Unchanged}，未导入 {report.Rejected}"
                )
        );
    }
}
