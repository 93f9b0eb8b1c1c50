namespace Tanfang.Data;

/// <summary>
/// Where this office keeps its data. <paramref name="Directory"/> holds the SQLite file, the keys and the backups;
/// with <paramref name="Postgres"/> (a connection string) the rows live in PostgreSQL and the directory keeps the rest.
/// </summary>
public sealed record StoreOptions(string Directory, string? Postgres = null)
{
    public string SqliteFile => Path.Combine(Directory, "tanfang.db");

    public string KeyFile => Path.Combine(Directory, "keys", "master.key");

    public string BackupDirectory => Path.Combine(Directory, "backups");

    /// <summary>An option wins over the environment, the environment over the user's data folder.</summary>
    public static StoreOptions From(string? directory, string? postgres)
    {
        var folder =
            directory
            ?? Environment.GetEnvironmentVariable("TANFANG_DATA")
            ?? Path.Combine(
                Environment.GetFolderPath(
                    Environment.SpecialFolder.LocalApplicationData,
                    Environment.SpecialFolderOption.Create
                ),
                "tanfang"
            );
        return new StoreOptions(
            Path.GetFullPath(folder),
            postgres ?? Environment.GetEnvironmentVariable("TANFANG_STORE")
        );
    }
}
