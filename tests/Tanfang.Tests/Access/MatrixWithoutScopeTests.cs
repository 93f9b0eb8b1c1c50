using Microsoft.Extensions.DependencyInjection;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Access;

/// <summary>The same questions to a program that has forgotten its scope.</summary>
public sealed class MatrixWithoutScopeTests
{
    [Theory, BothStores]
    public async Task With_the_scope_taken_out_of_the_program_only_PostgreSQL_still_hides_strangers(Store store)
    {
        await using var askers = await Askers.Gather(
            store,
            services => services.AddScoped(s => CurrentUser.Of(s) with { Scope = Scope.Everything })
        );
        var before = await MatrixTests.Rows(askers);
        var wrong = new List<string>();
        foreach (var (turn, asker) in askers.All.Index())
        {
            int? half = store == Store.Postgres ? turn % 2 : null;
            await MatrixTests.Read(askers.Host, asker, wrong, besideNobody: false, half);
            if (store == Store.Postgres)
                await MatrixTests.Send(askers.Host, asker, wrong, half);
        }

        wrong.RemoveAll(w => !w.Contains(" learnt of ", StringComparison.Ordinal));
        if (store == Store.Sqlite)
        {
            Assert.InRange(wrong.Count, 20, int.MaxValue);
            return;
        }

        Assert.Equal([], wrong);
        Assert.Equal(before, await MatrixTests.Rows(askers));
    }
}
