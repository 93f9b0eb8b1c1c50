using System.Runtime.Versioning;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Data.Backup;
using Tanfang.Data.Doctoring;
using Tanfang.Obligations;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Data;

[UnsupportedOSPlatform("windows")]
public sealed class DoctorTests
{
    private readonly FakeClock clock = new(new DateOnly(2026, 11, 19));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task A_store_in_order_has_no_error(Store store)
    {
        await using var own = await TestStore.CreateAsync(store);
        await own.Db(db =>
            db.DailyRuns.AddAsync(Run(clock.Today())).AsTask().ContinueWith(_ => db.SaveChangesAsync()).Unwrap()
        );
        await own.Db(db =>
            new BackUp(db, own.Options, Vault.Open(own.Options.KeyFile), clock).Run(
                Path.Combine(own.Options.Directory, "b"),
                "a passphrase of the tests",
                Cancel
            )
        );
        File.SetUnixFileMode(
            own.Options.Directory,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        File.SetUnixFileMode(own.Options.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var checks = await Look(own.Options);

        // The server of the tests is made for speed, and says so.
        Assert.DoesNotContain(checks, c => c.State == CheckState.Error && c.Name != "PostgreSQL 设置");
        Assert.Equal(store == Store.Postgres ? 3 : 0, checks.Count(c => c.Name == "PostgreSQL 设置"));
        Assert.Contains(checks, c => c is { Name: "政策包", State: CheckState.Ok });
        Assert.All(checks, c => Assert.Equal(c.State == CheckState.Ok, c.Remedy is null));
    }

    [Theory, BothStores]
    public async Task Another_key_is_an_error_with_a_remedy(Store store)
    {
        await using var own = await TestStore.CreateAsync(store);
        File.Delete(own.Options.KeyFile);
        Vault.Make(own.Options.KeyFile);

        Assert.Contains("不符", Error(await Look(own.Options), "密钥与数据"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task A_missing_key_is_an_error_and_none_is_made(Store store)
    {
        await using var own = await TestStore.CreateAsync(store);
        File.Delete(own.Options.KeyFile);

        Assert.Contains("找不到", Error(await Look(own.Options), "主密钥"), StringComparison.Ordinal);
        Assert.False(File.Exists(own.Options.KeyFile));
    }

    [Fact]
    public async Task A_key_that_others_may_read_is_an_error()
    {
        await using var own = await TestStore.CreateAsync(Store.Sqlite);
        File.SetUnixFileMode(own.Options.KeyFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Assert.Contains("其他账户可以读取", Error(await Look(own.Options), "主密钥"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task A_schema_that_is_behind_is_an_error(Store store)
    {
        await using var own = await TestStore.CreateAsync(store);
        await own.Db(db => db.Database.ExecuteSqlRawAsync("delete from \"__EFMigrationsHistory\"", Cancel));

        Assert.Contains("落后", Error(await Look(own.Options), "数据库结构"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task A_store_that_is_not_there_is_an_error_and_is_not_made(Store store)
    {
        await using var place = await EmptyPlace.Make(Store.Sqlite);
        var options =
            store == Store.Sqlite
                ? place.Options
                : place.Options with
                {
                    Postgres = "Host=127.0.0.1;Port=1;Username=nobody;Timeout=1",
                };

        Error(await Look(options), "数据库");
        Assert.False(File.Exists(options.SqliteFile));
    }

    [Fact]
    public async Task A_damaged_file_is_an_error()
    {
        await using var own = await TestStore.CreateAsync(Store.Sqlite);
        await using (var file = File.Open(own.Options.SqliteFile, FileMode.Open))
        {
            // Leaf pages in the middle of the division table; the first pages hold schema and history.
            file.Seek(file.Length / 2, SeekOrigin.Begin);
            file.Write(Enumerable.Repeat((byte)0x5A, 40000).ToArray());
        }

        Assert.Contains(
            await Look(own.Options),
            c => c is { State: CheckState.Error, Name: "SQLite 完整性" or "数据库" }
        );
    }

    [Theory, BothStores]
    public async Task A_daily_run_that_fell_behind_an_old_backup_and_rows_from_the_future_are_errors(Store store)
    {
        await using var own = await TestStore.CreateAsync(store);
        await SealedPeople.Add(own, 1);
        await own.Db(db =>
            db.DailyRuns.AddAsync(Run(clock.Today().AddDays(-3)))
                .AsTask()
                .ContinueWith(_ => db.SaveChangesAsync())
                .Unwrap()
        );
        var eightDaysAgo = new FakeClock(clock.Today().AddDays(-8));
        await own.Db(db =>
            new BackUp(db, own.Options, Vault.Open(own.Options.KeyFile), eightDaysAgo).Run(
                Path.Combine(own.Options.Directory, "b"),
                null,
                Cancel
            )
        );
        await own.Db(db =>
        {
            db.Changes.Add(ChangeEntry.Of(Actor.System, new FakeClock(clock.Today().AddDays(900)), "test", "test"));
            return db.SaveChangesAsync(Cancel);
        });

        var checks = await Look(own.Options);

        Assert.Contains("落后 3 天", Error(checks, "每日运行"), StringComparison.Ordinal);
        Assert.Contains("已有 8 天", Error(checks, "备份"), StringComparison.Ordinal);
        Assert.Contains("已有", Error(checks, "时钟"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100L << 20, 0L, CheckState.Error)]
    [InlineData(500L << 20, 0L, CheckState.Warning)]
    [InlineData(5L << 30, 4L << 30, CheckState.Warning)]
    [InlineData(9L << 30, 4L << 30, CheckState.Ok)]
    public void Disk_space_is_judged_by_what_a_backup_needs(long free, long store, CheckState expected) =>
        Assert.Equal(expected, DirectoryChecks.Disk(free, store).State);

    private static DailyRun Run(DateOnly day) =>
        new()
        {
            Day = day,
            StartedAt = ChinaTime.StartOf(day),
            FinishedAt = ChinaTime.StartOf(day).AddMinutes(1),
        };

    private Task<IReadOnlyList<Check>> Look(StoreOptions options) =>
        Doctor.Run(options, clock, null, null, null, Cancel);

    private static string Error(IReadOnlyList<Check> checks, string name)
    {
        var found = Assert.Single(checks, c => c.Name == name);
        Assert.Equal(CheckState.Error, found.State);
        Assert.False(string.IsNullOrEmpty(found.Remedy));
        return found.Text;
    }
}
