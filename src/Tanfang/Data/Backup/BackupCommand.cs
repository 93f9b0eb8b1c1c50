using System.CommandLine;
using System.Globalization;
using Tanfang.Shared;

namespace Tanfang.Data.Backup;

/// <summary>`tanfang backup FILE`.</summary>
internal static class BackupCommand
{
    public static Option<FileInfo?> PassphraseFile() =>
        new("--passphrase-file")
        {
            Description = "口令文件（第一行；也可用环境变量 TANFANG_BACKUP_PASSPHRASE），密钥在口令保护下随备份保存",
        };

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "备份文件；不覆盖已有文件" };
        var passphraseFile = PassphraseFile();
        var command = new Command("backup", "备份数据和密钥到一个文件（服务可以继续运行）") { file, passphraseFile };
        command.SetAction(
            async (parsed, cancel) =>
                await Said.Outcome(async () =>
                {
                    var store = Office.StoreFrom(parsed);
                    var to = parsed.GetValue(file)!.FullName;
                    var passphrase = Passphrase(parsed.GetValue(passphraseFile));
                    if (Said.Missing(store) is { } missing)
                    {
                        return Said.Refused([missing]);
                    }

                    var made = await Office.With(
                        store,
                        services => services.GetRequiredService<BackUp>().Run(to, passphrase, cancel)
                    );
                    return made.Succeeded ? Report(to, made.Value) : Said.Refused(made.Refusals);
                })
        );
        return command;
    }

    public static string? Passphrase(FileInfo? file) =>
        file is null
            ? Environment.GetEnvironmentVariable("TANFANG_BACKUP_PASSPHRASE")
            : File.ReadLines(file.FullName).FirstOrDefault()
                ?? throw new StoreException($"口令文件 {file.FullName} 是空的。");

    private static int Report(string file, Manifest manifest)
    {
        var size = new FileInfo(file).Length / 1048576.0;
        Console.WriteLine(
            $"已备份到 {file}：{manifest.Tables.Values.Sum().ToString(CultureInfo.InvariantCulture)} 行，{size.ToString("F1", CultureInfo.InvariantCulture)} MB，数据截至 {ChinaTime.Show(manifest.MadeAt)}。"
        );
        Console.WriteLine($"请验证一次：tanfang restore {file} --verify");
        if (!manifest.HasKeys)
        {
            Console.Error.WriteLine(
                """
                ！！注意：没有给口令，备份中不含密钥。
                ！！没有 keys/master.key，证件号、电话、住址等封存内容永远打不开。
                ！！请把数据目录中的 keys 文件夹另行保管，不要与备份放在一处；或用 --passphrase-file 重新备份。
                """
            );
        }

        return 0;
    }
}
