using System.CommandLine;
using Tanfang.Data.Opening;
using Tanfang.Shared;

namespace Tanfang.Obligations.Running;

/// <summary>`tanfang daily`: the daily run for cron, where the office is not served at midnight. 0 when everybody was brought up.</summary>
internal static class DailyCommand
{
    public static Command Command()
    {
        var everybody = new Option<bool>("--all") { Description = "全部老人的全部应访重新核对一遍（不改已有结果）" };
        var json = new Option<bool>("--json") { Description = "以 JSON 输出" };
        var command = new Command("daily", "执行今天的每日更新：开出、结束应访") { everybody, json };
        command.SetAction(
            (parsed, cancel) =>
                Office.With(
                    Office.StoreFrom(parsed),
                    async services =>
                    {
                        await services.GetRequiredService<OpenStore>().Run(cancel);
                        var run = await services.GetRequiredService<RunDaily>().Run(cancel, parsed.GetValue(everybody));
                        Say(run, parsed.GetValue(json));
                        return run.Problem is null ? 0 : 1;
                    }
                )
        );
        return command;
    }

    private static void Say(DailyRun run, bool json)
    {
        if (json)
        {
            Output.Json(run);
            return;
        }

        Output.Lines(
            $"{run.Day:yyyy-MM-dd}：更新 {run.Elders} 人，开出应访 {run.Opened} 项，记入结果 {run.Outcomes} 条"
        );
        if (run.Problem is { } problem)
        {
            Output.Error(problem);
        }
    }
}
