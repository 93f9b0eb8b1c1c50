using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Tanfang.Data.Backup;

/// <summary>One file inside a backup.</summary>
public sealed record BackupPart(string Name, long Bytes, string Sha256);

/// <summary>What a backup says about itself; sealed against change by a keyed digest beside it.</summary>
/// <param name="Format">tanfang-backup/1.</param>
/// <param name="Provider">sqlite or postgres.</param>
/// <param name="Schema">The last migration of the rows inside.</param>
/// <param name="KeyCheck">Tells the master key that opens the sealed values.</param>
/// <param name="Tables">Rows in each table.</param>
public sealed record Manifest(
    string Format,
    string Provider,
    string Schema,
    DateTimeOffset MadeAt,
    string KeyCheck,
    SortedDictionary<string, long> Tables,
    IReadOnlyList<BackupPart> Parts
)
{
    public const string Format1 = "tanfang-backup/1";
    public const string FileName = "manifest.json";

    /// <summary>HMAC of the manifest's bytes under the master key.</summary>
    public const string DigestName = "manifest.hmac";
    public const string SqliteRows = "rows.sqlite";
    public const string PostgresRows = "rows.pgdump";
    public const string Keys = "keys.sealed";

    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public string RowsName => Provider == "sqlite" ? SqliteRows : PostgresRows;

    public bool HasKeys => Parts.Any(p => p.Name == Keys);

    public static byte[] Digest(Vault vault, byte[] manifest) =>
        vault.Index("backup manifest", Convert.ToHexStringLower(manifest));
}
