using System.CommandLine;
using System.Globalization;
using Tanfang.Data.Backup;
using Tanfang.Shared;

namespace Tanfang.Data.Restoring;

/// <summary>`tanfang restore FILE [--verify|--replace]`.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "备份文件" };
        var verify = new Option<bool>("--verify") { Description = "只验证备份，不动任何数据" };
        var replace = new Option<bool>("--replace") { Description = "替换已有的数据（原来的文件改名保留）" };
        var passphraseFile = BackupCommand.PassphraseFile();
        var command = new Command("restore", "从备份恢复，或验证备份") { file, verify, replace, passphraseFile };
        command.SetAction(
            async (parsed, cancel) =>
                await Said.Outcome(async () =>
                {
                    var store = Office.StoreFrom(parsed);
                    var from = parsed.GetValue(file)!.FullName;
                    var passphrase = BackupCommand.Passphrase(parsed.GetValue(passphraseFile));
                    return parsed.GetValue(verify)
                        ? await Verify(from, passphrase, store, cancel)
                        : await Restore(from, passphrase, store, parsed.GetValue(replace), cancel);
                })
        );
        return command;
    }

    private static async Task<int> Verify(string from, string? passphrase, StoreOptions store, CancellationToken cancel)
    {
        // Readable by this account alone, as a temporary directory of the framework is.
        var folder = Directory.CreateTempSubdirectory("tanfang-verify-").FullName;
        try
        {
            var verified = await VerifyBackup.Run(from, passphrase, store, folder, cancel);
            if (!verified.Succeeded)
            {
                return Said.Refused(verified.Refusals);
            }

            Report("备份完好", verified.Value);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> Restore(
        string from,
        string? passphrase,
        StoreOptions store,
        bool replace,
        CancellationToken cancel
    )
    {
        var restored = await Restoring.Restore.Run(from, passphrase, store, replace, TimeProvider.System, cancel);
        if (!restored.Succeeded)
        {
            return Said.Refused(restored.Refusals);
        }

        Report("已恢复", restored.Value.From);
        Console.WriteLine(
            restored.Value.Aside is { } aside ? $"原来的文件在 {aside}，确认无误后可自行删除。" : "原来没有数据。"
        );
        Console.WriteLine("手机下次联网会重新上传恢复之后缺少的记录。");
        return 0;
    }

    private static void Report(string what, Verified backup)
    {
        var manifest = backup.Manifest;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}：数据截至 {ChinaTime.Show(manifest.MadeAt)}，{manifest.Tables.Count} 张表 {manifest.Tables.Values.Sum()} 行，抽查打开封存值 {backup.SealedValuesOpened} 个，{(manifest.HasKeys ? "含密钥" : "不含密钥（须另行保管）")}。"
            )
        );
    }
}
