using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Data.Backup;
using Tanfang.Data.Opening;
using Tanfang.Data.Restoring;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Data;

public sealed class RestoreTests : IDisposable
{
    private const string Passphrase = "a passphrase of the tests";
    private readonly string folder = Directory.CreateTempSubdirectory("tanfang-backup-").FullName;

    private string File1 => Path.Combine(folder, "one.tanfang");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Replacing_keeps_what_was_there_and_a_store_in_use_is_not_touched()
    {
        await using var own = await TestStore.CreateAsync(Store.Sqlite);
        await SealedPeople.Add(own, 2);
        await Make(own);
        await SealedPeople.Add(own, 3);

        using (DataDirectory.Share(own.Options))
        {
            Assert.Equal("inUse", (await Run(own.Options, true)).Refusals.Single().Code);
        }

        Assert.Equal("notEmpty", (await Run(own.Options, false)).Refusals.Single().Code);
        var restored = await Run(own.Options, true);

        Assert.Equal(2, await People(own.Options.SqliteFile));
        Assert.Equal(5, await People(Path.Combine(restored.Value.Aside!, "tanfang.db")));
        Assert.True(File.Exists(Path.Combine(restored.Value.Aside!, "keys", "master.key")));
        Assert.Empty(Directory.EnumerateDirectories(own.Options.Directory, "restoring*"));
    }

    [Fact]
    public async Task A_restoration_cut_off_after_the_decision_is_finished_by_whoever_opens_the_store_next()
    {
        await using var own = await TestStore.CreateAsync(Store.Sqlite);
        await SealedPeople.Add(own, 2);
        await Make(own);
        await SealedPeople.Add(own, 3);
        // The state after the rename of the old file: what a kill between two renames leaves.
        var prepared = Directory.CreateDirectory(Path.Combine(own.Options.Directory, "restoring-x")).FullName;
        Assert.True((await VerifyBackup.Run(File1, Passphrase, own.Options, prepared, Cancel)).Succeeded);
        var aside = Directory.CreateDirectory(Path.Combine(own.Options.Directory, "before-restore-x")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(own.Options.Directory, "restoring.json"),
            """{"Prepared":"restoring-x","Aside":"before-restore-x"}""",
            Cancel
        );
        File.Move(own.Options.SqliteFile, Path.Combine(aside, "tanfang.db"));

        using (DataDirectory.Share(own.Options)) { }

        Assert.Equal(2, await People(own.Options.SqliteFile));
        Assert.False(File.Exists(Path.Combine(own.Options.Directory, "restoring.json")));
    }

    [Fact]
    public async Task A_PostgreSQL_database_that_holds_anything_is_refused_and_left_as_it_is()
    {
        await using var own = await TestStore.CreateAsync(Store.Postgres);
        await SealedPeople.Add(own, 2);
        await Make(own);

        var refused = await Run(own.Options, true);

        Assert.Equal("notEmpty", refused.Refusals.Single().Code);
        Assert.Equal(2, await own.Db(db => db.Elders.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_backup_of_the_other_kind_of_store_is_refused()
    {
        await using var own = await TestStore.CreateAsync(Store.Sqlite);
        await Make(own);
        await using var place = await EmptyPlace.Make(Store.Postgres);

        Assert.Equal("provider", (await Run(place.Options, false)).Refusals.Single().Code);
    }

    [Theory, BothStores]
    public async Task A_refused_backup_changes_nothing_in_the_place_it_was_meant_for(Store store)
    {
        await using var own = await TestStore.CreateAsync(store);
        await SealedPeople.Add(own, 2);
        await Make(own);
        await using (var file = File.Open(File1, FileMode.Open))
        {
            file.Seek(file.Length / 2, SeekOrigin.Begin);
            file.WriteByte(0x55);
            file.WriteByte(0xAA);
        }

        await using var place = await EmptyPlace.Make(store);
        Assert.False((await Run(place.Options, false)).Succeeded);
        Assert.Equal(["lock"], Directory.EnumerateFileSystemEntries(place.Options.Directory).Select(Path.GetFileName));
    }

    private Task<Result<Restored>> Run(StoreOptions to, bool replace) =>
        Restore.Run(File1, Passphrase, to, replace, TimeProvider.System, Cancel);

    private async Task Make(TestStore store)
    {
        var vault = Vault.Open(store.Options.KeyFile);
        var made = await store.Db(db =>
            new BackUp(db, store.Options, vault, TimeProvider.System).Run(File1, Passphrase, Cancel)
        );
        Assert.True(made.Succeeded);
    }

    private static async Task<long> People(string file)
    {
        await using var copy = new SqliteConnection($"Data Source={file};Pooling=False");
        await copy.OpenAsync(Cancel);
        await using var command = new SqliteCommand("select count(*) from elders", copy);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
