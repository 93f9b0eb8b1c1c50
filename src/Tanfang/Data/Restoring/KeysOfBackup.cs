using System.Security.Cryptography;
using System.Text;
using Tanfang.Data.Backup;
using Tanfang.Shared;

namespace Tanfang.Data.Restoring;

/// <summary>The key that opens a backup: the one in it, under the passphrase, or the office's own when it is the same.</summary>
internal static class KeysOfBackup
{
    public static (IReadOnlyDictionary<string, byte[]>? Keys, Vault? Vault, Refusal? Refusal) Find(
        BackupFile backup,
        string? passphrase,
        StoreOptions store
    )
    {
        var check = backup.Manifest.KeyCheck;
        if (passphrase is not null && backup.Manifest.HasKeys)
        {
            try
            {
                var keys = backup.Keys(passphrase)!;
                var vault = Vault.Of(Encoding.ASCII.GetString(keys["master.key"]));
                return vault.KeyCheck == check
                    ? (keys, vault, null)
                    : (null, null, VerifyBackup.Bad(Manifest.Keys, "其中的主密钥不是封存这些数据的密钥"));
            }
            catch (CryptographicException)
            {
                return (null, null, VerifyBackup.Bad(Manifest.Keys, "口令不对，打不开密钥", "请核对口令"));
            }
        }

        if (File.Exists(store.KeyFile) && Vault.Open(store.KeyFile) is var own && own.KeyCheck == check)
        {
            return (null, own, null);
        }

        return (
            null,
            null,
            backup.Manifest.HasKeys
                ? VerifyBackup.Bad(
                    Manifest.Keys,
                    "没有给口令，无法验证封存内容",
                    "请用 --passphrase-file 给出做备份时的口令"
                )
                : VerifyBackup.Bad(
                    "keys/master.key",
                    $"备份不含密钥，{store.KeyFile} 也不是它的密钥",
                    "请把另行保管的 keys/master.key 放回数据目录"
                )
        );
    }
}
