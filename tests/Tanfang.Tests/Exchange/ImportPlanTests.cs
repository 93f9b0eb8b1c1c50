using Tanfang.Exchange.Importing;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Exchange;

public sealed class ImportPlanTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>A look-up that walks through all elders for each of 500 rows took minutes with 20,000 of them.</summary>
    [Fact]
    public async Task Rows_are_looked_up_by_index_however_many_elders_there_are()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        var file = new ElderSheet().Elders(3).Csv;
        await ImportTests.Run(host, file);
        using var statements = new Statements(host.Store);

        var report = await host.Do<ImportElders, ImportReport>(i =>
            i.DryRun(file, Scope.Everything, Actor.Local, Cancel)
        );

        Assert.Equal(3, report.Unchanged);
        await using var db = host.Store.Open();
        Assert.Equal("", string.Join("\n\n", statements.Scans(db)));
    }
}
