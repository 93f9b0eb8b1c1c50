using System.CommandLine;
using System.Text.Json;
using Tanfang.Data.Backup;
using Tanfang.Shared;

namespace Tanfang.Data.Doctoring;

/// <summary>`tanfang doctor [--json]`: exit code 1 when something is wrong.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "机器可读的输出" };
        var command = new Command("doctor", "检查运行环境，说明问题和办法；给出 serve 的地址和证书时也检查它们")
        {
            json,
            ChooseFront.Urls,
            ChooseFront.Host,
            CertificateFile.PathOption,
            CertificateFile.KeyOption,
            CertificateFile.PasswordOption,
        };
        command.SetAction(
            async (parsed, cancel) =>
                await Said.Outcome(async () =>
                {
                    var checks = await Doctor.Run(
                        Office.StoreFrom(parsed),
                        TimeProvider.System,
                        parsed.GetValue(ChooseFront.Urls),
                        CertificateFile.From(parsed),
                        parsed.GetValue(ChooseFront.Host),
                        cancel
                    );
                    var ok = checks.All(c => c.State != CheckState.Error);
                    Console.WriteLine(parsed.GetValue(json) ? Json(ok, checks) : Text(ok, checks));
                    return ok ? 0 : 1;
                })
        );
        return command;
    }

    private static string Json(bool ok, IReadOnlyList<Check> checks) =>
        JsonSerializer.Serialize(
            new
            {
                ok,
                checks = checks.Select(c => new
                {
                    c.Name,
                    state = JsonNamingPolicy.CamelCase.ConvertName(c.State.ToString()),
                    c.Text,
                    c.Remedy,
                }),
            },
            Manifest.Json
        );

    private static string Text(bool ok, IReadOnlyList<Check> checks) =>
        string.Join(
            Environment.NewLine,
            checks
                .Select(c =>
                    $"[{c.StateInChinese}] {c.Name}：{c.Text}{(c.Remedy is null ? "" : $"\n       办法：{c.Remedy}")}"
                )
                .Append(ok ? "没有错误。" : $"有 {checks.Count(c => c.State == CheckState.Error)} 处错误。")
        );
}
