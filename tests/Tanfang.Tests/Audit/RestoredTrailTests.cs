using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tanfang.Audit.Chaining;
using Tanfang.Data;
using Tanfang.Data.Backup;
using Tanfang.Data.Opening;
using Tanfang.Data.Restoring;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Data;
using Xunit;

namespace Tanfang.Tests.Audit;

/// <summary>A restoration by the program is no tampering, and is told from one.</summary>
public sealed class RestoredTrailTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task A_restored_store_is_whole_says_that_it_was_restored_and_still_shows_a_cut_end(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await ChainTests.Write(host, 4);
        await ChainTests.Seal(host);
        await ChainTests.Write(host, 4);
        await ChainTests.Seal(host);
        var file = Path.Combine(host.Store.Options.Directory, "one.tanfang");
        await host.Do<BackUp, Result<Manifest>>(b => b.Run(file, "a passphrase of the tests", Cancel));
        await ChainTests.Write(host, 4);
        await ChainTests.Seal(host);
        await using var place = await EmptyPlace.Make(store);

        await Restore.Run(file, "a passphrase of the tests", place.Options, false, host.Clock, Cancel);

        await using var app = Office.Build(place.Options, host.Clock);
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await services.GetRequiredService<OpenStore>().Run(Cancel);
        var verify = services.GetRequiredService<VerifyStore>();
        var (report, _) = await verify.Run(null, Cancel);
        Assert.Equal([], report.Broken);
        Assert.Equal(2, report.Batches);
        Assert.Contains("tanfang restore", report.Notes.Single(), StringComparison.Ordinal);

        var db = services.GetRequiredService<TanfangDb>();
        await db.Database.ExecuteSqlRawAsync(
            db.IsSqlite ? "drop trigger audit_batches_no_delete" : "alter table audit_batches disable trigger user",
            Cancel
        );
        await db.Database.ExecuteSqlRawAsync("delete from audit_batches where ordinal = 2", Cancel);
        var cut = (await verify.Run(null, Cancel)).Report;
        Assert.Contains("tail", cut.Broken.Select(b => b.Code));
    }
}
