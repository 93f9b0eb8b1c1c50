using System.CommandLine;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Audit.Chaining;

/// <summary>`tanfang audit verify` and `tanfang audit renew-anchor`.</summary>
internal static class AuditCommand
{
    public static Command Create() => new("audit", "审计记录") { Verify(), Renew() };

    private static Command Verify()
    {
        var json = new Option<bool>("--json") { Description = "只输出 JSON" };
        var anchor = new Option<string?>("--anchor")
        {
            Description = "与另一份锚定文件核对（serve --audit-anchor 写的那份；默认：数据目录中的）",
        };
        var command = new Command("verify", "核对审计记录有没有被改动、删去、添加、调换或截断") { json, anchor };
        command.SetAction(
            (parsed, cancel) =>
                Run(
                    Office.StoreFrom(parsed),
                    async services =>
                    {
                        var verify = services.GetRequiredService<VerifyStore>();
                        var (report, waiting) = await verify.Run(parsed.GetValue(anchor), cancel);
                        if (parsed.GetValue(json))
                        {
                            Output.Json(
                                new
                                {
                                    whole = report.IsWhole,
                                    report.Batches,
                                    report.Rows,
                                    waiting,
                                    report.Broken,
                                    report.Notes,
                                }
                            );
                        }
                        else
                        {
                            Output.Lines(Lines(report, waiting));
                        }

                        return report.IsWhole ? 0 : 1;
                    }
                )
        );
        return command;
    }

    private static Command Renew()
    {
        var because = new Option<string>("--because")
        {
            Description = "为什么重立，例如：恢复了昨天的磁盘快照",
            Required = true,
        };
        var command = new Command(
            "renew-anchor",
            "链条完好而锚对不上时（如恢复过磁盘快照）重立锚定文件，原文件改名保留"
        )
        {
            because,
        };
        command.SetAction(
            (parsed, cancel) =>
                Run(
                    Office.StoreFrom(parsed),
                    async services =>
                    {
                        var result = await services
                            .GetRequiredService<RenewAnchor>()
                            .Run(parsed.GetValue(because)!, cancel);
                        if (!result.Succeeded)
                        {
                            return Said.Refused(result.Refusals);
                        }

                        Console.WriteLine($"已重立：从第 {result.Value} 批之后重新记起。");
                        return 0;
                    }
                )
        );
        return command;
    }

    private static Task<int> Run(StoreOptions store, Func<IServiceProvider, Task<int>> work) =>
        Said.Outcome(() =>
            Said.Missing(store) is { } refusal ? Task.FromResult(Said.Refused([refusal])) : Office.With(store, work)
        );

    private static IEnumerable<string> Lines(ChainReport report, int waiting)
    {
        yield return $"核对了 {report.Batches} 批、{report.Rows} 行；另有 {waiting} 行刚写下，等下一批封存。";
        foreach (var note in report.Notes)
        {
            yield return $"说明：{note}。";
        }

        foreach (var broken in report.Broken)
        {
            yield return $"不符：{broken.Sentence}。";
        }

        if (report.IsWhole)
        {
            yield return "审计记录完好。";
            yield break;
        }

        yield return $"审计记录不完整，共 {report.Broken.Count} 处。请保留数据库和锚定文件原样，告诉负责人。";
        if (report.Broken.All(b => b.Code is "tail" or "anchor"))
        {
            yield return "链条本身完好，只是与锚对不上。确实恢复过磁盘快照或换过数据目录的，用 tanfang audit renew-anchor --because 说明原因重立；用 tanfang restore 恢复备份不需要这一步。";
        }
    }
}
