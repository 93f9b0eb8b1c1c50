using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Tanfang.Data;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.TestKit;

public sealed class TestStoreTests
{
    [Theory, BothStores]
    public async Task A_store_is_migrated_and_its_model_has_no_change_without_a_migration(Store store)
    {
        await using var own = await TestStore.CreateAsync(store);
        await using var db = own.Open();

        Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
        Assert.False(db.Database.HasPendingModelChanges(), "./dev migration NAME writes the missing migration");
        Assert.Equal(store == Store.Sqlite, db.IsSqlite);
    }

    [Theory, BothStores]
    public async Task The_compiled_model_says_what_the_entities_say(Store store)
    {
        await using var own = await TestStore.CreateAsync(store);
        await using var db = own.Open();

        var (compiled, written) = (db.Model, db.GetService<IDesignTimeModel>().Model);
        Assert.IsType<RuntimeModel>(compiled, exactMatch: false);
        Assert.NotSame(compiled, written);
        Assert.True(Columns(written) == Columns(compiled), "./dev migration compiles the model anew");
    }

    /// <summary>Whatever a row or a statement is made of.</summary>
    private static string Columns(IModel model) =>
        string.Join(
            '\n',
            model
                .GetEntityTypes()
                .OrderBy(t => t.Name)
                .SelectMany(t =>
                    t.GetProperties()
                        .Select(p =>
                            $"{t.GetTableName()}.{p.GetColumnName()} {p.ClrType} {p.GetColumnType()} {p.IsNullable} {p.GetMaxLength()}"
                            + $" {p.GetTypeMapping().Converter?.GetType()} {p.ValueGenerated} {p.IsConcurrencyToken}"
                        )
                        .Concat(t.GetKeys().Select(k => $"key {t.Name} {Names(k.Properties)}"))
                        .Concat(t.GetIndexes().Select(i => $"index {t.Name} {Names(i.Properties)} {i.IsUnique}"))
                        .Concat(
                            t.GetForeignKeys()
                                .Select(f =>
                                    $"reference {t.Name} {Names(f.Properties)} {f.PrincipalEntityType.Name} {f.DeleteBehavior}"
                                )
                        )
                        .Order()
                )
        );

    private static string Names(IEnumerable<IProperty> properties) => string.Join(',', properties.Select(p => p.Name));

    [Theory, BothStores]
    public async Task What_one_test_writes_another_does_not_see(Store store)
    {
        await using var one = await TestStore.CreateAsync(store);
        await using var other = await TestStore.CreateAsync(store);
        await using (var db = one.Open())
        {
            db.StoreInfo.Add(new StoreInfo { Key = "mark", Value = "one" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.True(await IsMarked(one));
        Assert.False(await IsMarked(other));
    }

    [Theory]
    [BothStores("140426101201", "东阳关村民委员会")]
    [BothStores("530102", "五华区")]
    public async Task The_divisions_a_test_needs_are_there(Store store, string code, string name)
    {
        await using var own = await TestStore.CreateAsync(store);
        await using var db = own.Open();

        var found = await db.Divisions.SingleAsync(d => d.Code == code, TestContext.Current.CancellationToken);
        Assert.Equal(name, found.Name);
    }

    [Theory, BothStores]
    public async Task A_store_leaves_nothing_behind(Store store)
    {
        var own = await TestStore.CreateAsync(store);
        await own.DisposeAsync();

        Assert.False(Directory.Exists(own.Options.Directory));
        if (own.Options.Postgres is { } gone)
        {
            await using var connection = new Npgsql.NpgsqlConnection(gone);
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
                connection.OpenAsync(TestContext.Current.CancellationToken)
            );
            Assert.Equal(Npgsql.PostgresErrorCodes.InvalidCatalogName, refused.SqlState);
        }
    }

    private static async Task<bool> IsMarked(TestStore store)
    {
        await using var db = store.Open();
        return await db.StoreInfo.AnyAsync(i => i.Key == "mark", TestContext.Current.CancellationToken);
    }
}
