using System.Text.Json;

namespace Tanfang.Data.Restoring;

/// <summary>
/// Puts a prepared set of files in the place of the store's own. The journal is the moment of decision: before it is
/// written the old store is whole, after it the new one is, because everybody who opens the store finishes the moves first. What was
/// there is moved aside, never deleted.
/// </summary>
internal static class StoreSwap
{
    // The log of the old file goes before the file: a log beside another file would be played into it.
    private static readonly string[] Places =
    [
        "tanfang.db-wal",
        "tanfang.db-shm",
        "tanfang.db",
        Path.Combine("keys", "master.key"),
        Path.Combine("keys", "data-protection"),
        "epoch.json",
        "audit-anchor.txt",
    ];

    private sealed record Journal(string Prepared, string Aside);

    public static bool IsUnfinished(StoreOptions options) => File.Exists(JournalFile(options));

    /// <summary>Decides, then moves. Both folders are names inside the data directory.</summary>
    public static void Begin(StoreOptions options, string prepared, string aside)
    {
        OwnerOnly.Write(JournalFile(options), JsonSerializer.SerializeToUtf8Bytes(new Journal(prepared, aside)));
        Finish(options);
    }

    /// <summary>Safe to repeat from any point: a prepared file that is still there has not been moved yet.</summary>
    public static void Finish(StoreOptions options)
    {
        var journal = JsonSerializer.Deserialize<Journal>(File.ReadAllBytes(JournalFile(options)))!;
        var prepared = Path.Combine(options.Directory, journal.Prepared);
        var aside = Path.Combine(options.Directory, journal.Aside);
        OwnerOnly.CreateDirectory(aside);
        OwnerOnly.CreateDirectory(Path.Combine(aside, "keys"));
        OwnerOnly.CreateDirectory(Path.Combine(options.Directory, "keys"));
        foreach (var place in Places)
        {
            var ready = Path.Combine(prepared, place);
            var now = Path.Combine(options.Directory, place);
            var isLogOfOldFile = place.Contains("db-", StringComparison.Ordinal);
            if (isLogOfOldFile ? !File.Exists(Path.Combine(prepared, "tanfang.db")) : !Path.Exists(ready))
            {
                continue;
            }

            if (Path.Exists(now))
            {
                Directory.Move(now, Path.Combine(aside, place));
            }

            if (!isLogOfOldFile)
            {
                Directory.Move(ready, now);
            }
        }

        OwnerOnly.FlushDirectory(aside);
        OwnerOnly.FlushDirectory(options.Directory);
        File.Delete(JournalFile(options));
        Directory.Delete(prepared, recursive: true);
    }

    private static string JournalFile(StoreOptions options) => Path.Combine(options.Directory, "restoring.json");
}
