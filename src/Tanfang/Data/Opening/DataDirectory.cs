using Tanfang.Data.Restoring;

namespace Tanfang.Data.Opening;

/// <summary>
/// Holds the data directory while somebody uses the store in it: many may share it, a restoration wants it alone. The lock is the
/// operating system's and goes with the process, however that ends. Nobody gets in before a restoration that was cut off is finished.
/// </summary>
public sealed class DataDirectory : IDisposable
{
    private readonly FileStream held;

    private DataDirectory(FileStream held) => this.held = held;

    /// <summary>Waits at the door, makes the directory when it is missing and finishes what a restoration left half done.</summary>
    /// <exception cref="StoreException">Somebody restores into it at this moment.</exception>
    public static DataDirectory Share(StoreOptions options)
    {
        OwnerOnly.CreateDirectory(options.Directory);
        if (StoreSwap.IsUnfinished(options))
        {
            using var alone = TakeAlone(options) ?? throw Busy();
            StoreSwap.Finish(options);
        }

        return Lock(options, FileShare.ReadWrite) ?? throw Busy();
    }

    /// <summary>For whoever replaces the store; null when somebody uses it.</summary>
    public static DataDirectory? TakeAlone(StoreOptions options)
    {
        OwnerOnly.CreateDirectory(options.Directory);
        return Lock(options, FileShare.None);
    }

    public void Dispose() => held.Dispose();

    private static DataDirectory? Lock(StoreOptions options, FileShare share)
    {
        try
        {
            var file = Path.Combine(options.Directory, "lock");
            return new DataDirectory(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, share));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static StoreException Busy() => new("数据目录正在恢复，稍后再试。");
}
