using System.CommandLine;
using Tanfang.Shared;

namespace Tanfang.Policies.Checking;

/// <summary>`tanfang policy check [--json] [--policies DIR]`: 0 when every quote holds, 1 when one does not, 2 on wrong usage.</summary>
internal static class CheckCommand
{
    public static Command Command()
    {
        var json = new Option<bool>("--json") { Description = "以 JSON 输出" };
        var folder = PolicyFolder.Option();
        var command = new Command("check", "核对每一处引文与原文，列出矛盾、空缺、重叠和过期") { json, folder };
        command.SetAction(parsed =>
        {
            var on = TimeProvider.System.Today();
            var result = CheckPolicies.Run(PolicyFolder.Library(parsed, folder), on);
            if (parsed.GetValue(json))
            {
                Output.Json(
                    new
                    {
                        ok = result.Holds,
                        on,
                        packs = result.Packs,
                        findings = result.Findings,
                    }
                );
            }
            else
            {
                Output.Lines(Report(result));
            }

            return result.Holds ? 0 : 1;
        });
        return command;
    }

    private static IEnumerable<string> Report(PolicyCheckResult result) =>
        result
            .Findings.Select(f => $"{(f.Failure ? "错误" : "提示")}  {f.File}  {f.Place}  {f.Text}")
            .Append(
                $"{result.Packs} 个政策包，{result.Sources} 份原文：错误 {result.Failures} 处，"
                    + $"提示 {result.Findings.Count - result.Failures} 处（{result.On:yyyy-MM-dd}）"
            );
}
