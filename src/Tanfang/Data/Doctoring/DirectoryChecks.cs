using System.Globalization;
using Tanfang.Data.Restoring;

namespace Tanfang.Data.Doctoring;

/// <summary>The data directory, the disk under it and the key in it. Nothing is made here.</summary>
public static class DirectoryChecks
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    public static IEnumerable<Check> All(StoreOptions options)
    {
        if (!Directory.Exists(options.Directory))
        {
            yield return Check.Error("数据目录", $"{options.Directory} 不存在", "核对 --data，或先运行 tanfang serve");
            yield break;
        }

        yield return Writable(options);
        if (StoreSwap.IsUnfinished(options))
        {
            yield return Check.Warning("恢复", "上次恢复被中断", "下次打开时会自动完成，例如 tanfang migrate");
        }

        yield return Disk(
            new DriveInfo(options.Directory).AvailableFreeSpace,
            File.Exists(options.SqliteFile) ? new FileInfo(options.SqliteFile).Length : 0
        );
        yield return Key(options);
    }

    /// <summary>A backup and a migration each need as much again as the store has.</summary>
    public static Check Disk(long free, long store)
    {
        var text = $"剩余 {Size(free)}，数据库 {Size(store)}";
        return free < 200L << 20 ? Check.Error("磁盘空间", text, "立即清理磁盘：空间用尽后无法记录")
            : free < Math.Max(1L << 30, 2 * store)
                ? Check.Warning("磁盘空间", text, "清理磁盘：备份和升级需要与数据库同样大的空间")
            : Check.Ok("磁盘空间", text);
    }

    private static Check Writable(StoreOptions options)
    {
        try
        {
            var probe = Path.Combine(options.Directory, "doctor.probe");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Check.Error("数据目录", $"{options.Directory} 不能写入", "检查目录的属主和磁盘是否只读");
        }

        return IsOpen(options.Directory)
            ? Check.Warning("数据目录", $"{options.Directory} 其他账户可以进入", $"chmod 700 {options.Directory}")
            : Check.Ok("数据目录", $"{options.Directory} 可写，仅本账户可进入");
    }

    private static Check Key(StoreOptions options)
    {
        if (!File.Exists(options.KeyFile))
        {
            return Check.Error("主密钥", $"找不到 {options.KeyFile}", "从备份恢复密钥，不要新建");
        }

        try
        {
            Vault.Open(options.KeyFile);
        }
        catch (StoreException e)
        {
            return Check.Error("主密钥", e.Message, "从备份恢复 keys/master.key");
        }

        return IsOpen(options.KeyFile)
            ? Check.Error("主密钥", "其他账户可以读取主密钥", $"chmod 600 {options.KeyFile}")
            : Check.Ok("主密钥", "格式正确，仅本账户可读");
    }

    /// <summary>Somebody else on this machine may touch it.</summary>
    internal static bool IsOpen(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;

    private static string Size(long bytes) =>
        bytes >= 1L << 30
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):F1} GB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} MB");
}
