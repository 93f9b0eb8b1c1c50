using Tanfang.Data.Opening;
using Tanfang.Shared;

namespace Tanfang.Data.Restoring;

/// <summary>What stands in the way of restoring this backup into this store.</summary>
internal static class RestoreGuards
{
    public static async Task<List<Refusal>> Refusals(
        Verified backup,
        StoreOptions store,
        bool replace,
        CancellationToken cancel
    )
    {
        var provider = store.Postgres is null ? "sqlite" : "postgres";
        if (backup.Manifest.Provider != provider)
        {
            return [new("provider", $"这是 {backup.Manifest.Provider} 的备份，目标是 {provider}", "请核对 --store")];
        }

        if (!SchemaHistory.Knows(provider, backup.Manifest.Schema))
        {
            return [new("schema", $"备份的数据库结构 {backup.Manifest.Schema} 比本程序新", "请换用做备份的那一版程序")];
        }

        var hasOtherKey = File.Exists(store.KeyFile) && Vault.Open(store.KeyFile).KeyCheck != backup.Manifest.KeyCheck;
        if (store.Postgres is { } postgres)
        {
            return await RestorePostgres.IsEmpty(postgres, cancel)
                ? hasOtherKey
                    ?
                    [
                        new(
                            "otherKey",
                            $"{store.Directory} 中是另一个主密钥",
                            "恢复到 PostgreSQL 时请用新的 --data 目录"
                        ),
                    ]
                    : []
                :
                [
                    new(
                        "notEmpty",
                        "目标数据库不是空的",
                        "请新建一个空数据库，用 --store 指向它；原来的数据库保持不动"
                    ),
                ];
        }

        return !replace && (File.Exists(store.SqliteFile) || hasOtherKey)
            ? [new("notEmpty", $"{store.Directory} 中已有数据", "加上 --replace 替换：原来的文件改名保留，不会删除")]
            : [];
    }
}
