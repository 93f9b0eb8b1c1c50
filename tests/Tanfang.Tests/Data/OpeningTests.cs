using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tanfang.Data;
using Tanfang.Data.Opening;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Data;

public sealed class OpeningTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Opening_an_empty_place_makes_schema_key_and_epoch_and_opening_again_changes_nothing(Store store)
    {
        await using var place = await EmptyPlace.Make(store);

        Assert.NotEmpty((await Open(place.Options)).Applied);
        var key = await File.ReadAllTextAsync(place.Options.KeyFile, Cancel);
        var epoch = await EpochOf(place.Options);

        Assert.Empty((await Open(place.Options)).Applied);
        Assert.Equal(key, await File.ReadAllTextAsync(place.Options.KeyFile, Cancel));
        Assert.Equal(epoch, await EpochOf(place.Options));
    }

    [Theory, BothStores]
    public async Task A_store_whose_key_is_gone_is_refused_and_no_other_key_is_made(Store store)
    {
        await using var own = await TestStore.CreateAsync(store);
        File.Delete(own.Options.KeyFile);

        var refused = await Assert.ThrowsAsync<StoreException>(() => Open(own.Options));

        Assert.Contains("找不到主密钥", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(own.Options.KeyFile));
    }

    [Theory, BothStores]
    public async Task A_store_sealed_under_another_key_is_refused(Store store)
    {
        await using var own = await TestStore.CreateAsync(store);
        File.Delete(own.Options.KeyFile);
        Vault.Make(own.Options.KeyFile);

        var refused = await Assert.ThrowsAsync<StoreException>(() => Open(own.Options));

        Assert.Contains("主密钥与数据库不符", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_was_killed_does_not_lock_the_store_for_ever()
    {
        await using var place = await EmptyPlace.Make(Store.Sqlite);
        await place.Options.Db(db =>
            db.Database.ExecuteSqlRawAsync(
                """
                create table "__EFMigrationsLock" ("Id" integer primary key, "Timestamp" text not null);
                insert into "__EFMigrationsLock" values (1, '2026-11-19 00:00:00');
                """,
                Cancel
            )
        );

        Assert.NotEmpty((await Open(place.Options).WaitAsync(TimeSpan.FromSeconds(30), Cancel)).Applied);
    }

    [Theory, BothStores]
    public async Task A_store_of_a_newer_program_is_refused(Store store)
    {
        await using var own = await TestStore.CreateAsync(store);
        await own.Db(db =>
            db.Database.ExecuteSqlRawAsync(
                "insert into \"__EFMigrationsHistory\" values ('99990101000000_Later', '99.0')",
                Cancel
            )
        );

        var refused = await Assert.ThrowsAsync<StoreException>(() => Open(own.Options));
        Assert.Contains("比本程序新", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_file_put_in_the_place_of_the_store_is_seen_by_its_epoch()
    {
        await using var own = await TestStore.CreateAsync(Store.Sqlite);
        await SealedPeople.Add(own, 1);
        await Open(own.Options);
        var epoch = await EpochOf(own.Options);
        var older = own.Options.SqliteFile + ".older";
        File.Copy(own.Options.SqliteFile, older);
        await SealedPeople.Add(own, 1);
        await Open(own.Options);
        Assert.Equal(epoch, await EpochOf(own.Options));

        File.Move(older, own.Options.SqliteFile, overwrite: true);
        await Open(own.Options);

        Assert.NotEqual(epoch, await EpochOf(own.Options));
    }

    [Fact]
    public async Task A_database_copied_by_the_servers_own_means_is_seen_by_its_epoch()
    {
        await using var own = await TestStore.CreateAsync(Store.Postgres);
        await Open(own.Options);
        var epoch = await EpochOf(own.Options);
        await using var source = new NpgsqlConnection(own.Options.Postgres);
        NpgsqlConnection.ClearPool(source);
        var name = $"tanfang_{Guid.CreateVersion7():N}";
        await EmptyPlace.Administer($"create database {name} template {source.Database}");
        var copy = own.Options with
        {
            Postgres = new NpgsqlConnectionStringBuilder(own.Options.Postgres) { Database = name }.ConnectionString,
        };
        try
        {
            await Open(copy);
            var renewed = await EpochOf(copy);
            Assert.NotEqual(epoch, renewed);
            await Open(copy);
            Assert.Equal(renewed, await EpochOf(copy));
        }
        finally
        {
            await EmptyPlace.Administer($"drop database {name} with (force)");
        }
    }

    private static Task<Opened> Open(StoreOptions options) =>
        options.Db(db => new OpenStore(db, options, TimeProvider.System).Run(Cancel));

    private static Task<string> EpochOf(StoreOptions options) =>
        options.Db(db => db.StoreInfo.Where(i => i.Key == StoreInfo.Epoch).Select(i => i.Value).SingleAsync(Cancel));
}
