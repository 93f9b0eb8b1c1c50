using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tanfang.Data.Backup;
using Tanfang.Data.Restoring;
using Tanfang.Privacy;
using Tanfang.Privacy.Erasing;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Data;
using Tanfang.Tests.Registry;
using Xunit;

namespace Tanfang.Tests.Privacy;

/// <summary>A backup from before an erasure does not bring the person back.</summary>
public sealed class RestoredErasureTests
{
    private const string Passphrase = "a passphrase of the tests";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Older_backup_is_restored_and_the_erased_stay_erased(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (gone, stays) = (await host.Enrol(), await host.Enrol(Desk.Draft("测试乙")));
        var backup = Path.Combine(host.Store.Options.Directory, "before.tanfang");
        var made = await host.Do<BackUp, Result<Manifest>>(b => b.Run(backup, Passphrase, Cancel));
        Assert.True(made.Succeeded);
        await ErasureTests.Erase(host, gone);

        await using var place = await EmptyPlace.Make(store);
        var list = new ErasedPeople(host.Store.Options).File;
        File.Copy(list, new ErasedPeople(place.Options).File);
        Assert.True((await Restore.Run(backup, Passphrase, place.Options, false, host.Clock, Cancel)).Succeeded);

        // Opened as `serve` and the commands open it.
        await using (var app = Office.Build(place.Options, host.Clock))
        {
            await using var scope = app.Services.CreateAsyncScope();
            await Office.Prepare(scope.ServiceProvider, Cancel);
        }

        await place.Options.Db(async db =>
        {
            var back = await db.Elders.SingleAsync(e => e.Id == gone, Cancel);
            Assert.Equal((EraseElder.Name, null, host.Clock.ChinaDay), (back.Name, back.WrappedKey, back.ErasedOn));
            Assert.NotNull((await db.Elders.SingleAsync(e => e.Id == stays, Cancel)).WrappedKey);
            Assert.Equal(ErasureWords.Restored, (await db.Erasures.SingleAsync(Cancel)).Basis);
            Assert.Contains(db.Changes, c => c.Action == "elder.erased" && c.Detail == ErasureWords.Restored);
            return true;
        });
    }

    [Fact]
    public async Task A_list_that_was_lost_is_written_anew_from_the_store()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        var gone = await host.Enrol();
        await ErasureTests.Erase(host, gone);
        var list = new ErasedPeople(host.Store.Options);
        File.Delete(list.File);

        Assert.Equal(0, await host.Do<ReapplyErasures, int>(r => r.Run(Cancel)));

        Assert.Equal([gone], list.Read().Select(e => e.ElderId));
        await File.AppendAllTextAsync(list.File, "0198", Cancel);
        Assert.Single(list.Read());
    }
}
