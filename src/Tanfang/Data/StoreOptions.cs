namespace Tanfang.Data;

/// <summary>
/// Where this office keeps its data. <paramref name="Directory"/> holds the SQLite file, the keys and the backups;
/// with <paramref name="Postgres"/> (a connection string) the rows live in PostgreSQL and the directory keeps the rest.
/// </summary>
/// <param name="Postgres">Of the owner: migrations, command line, jobs.</param>
/// <param name="PostgresWeb">Of a role for requests that an administrator made; null = the program makes its own.</param>
public sealed record StoreOptions(string Directory, string? Postgres = null, string? PostgresWeb = null)
{
    public string SqliteFile => Path.Combine(Directory, "tanfang.db");

    public string KeyFile => Path.Combine(Directory, "keys", "master.key");

    /// <summary>Keys of the cookies and forms, made by ASP.NET Core.</summary>
    public string FormKeyDirectory => Path.Combine(Directory, "keys", "data-protection");

    /// <summary>What the embedded store had reached, kept beside it: shows that an older file was put in its place.</summary>
    public string EpochFile => Path.Combine(Directory, "epoch.json");

    /// <summary>The heads of the audit chain, outside the database: shows that its end was cut off or an older database put in its place.</summary>
    public string AuditAnchorFile => Path.Combine(Directory, "audit-anchor.txt");

    /// <summary>When the last backup succeeded.</summary>
    public string LastBackupFile => Path.Combine(Directory, "last-backup.json");

    public string BackupDirectory => Path.Combine(Directory, "backups");

    /// <summary>An option wins over the environment, the environment over the user's data folder.</summary>
    public static StoreOptions From(string? directory, string? postgres, string? postgresWeb)
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
            postgres ?? Environment.GetEnvironmentVariable("TANFANG_STORE"),
            postgresWeb ?? Environment.GetEnvironmentVariable("TANFANG_STORE_WEB")
        );
    }
}
