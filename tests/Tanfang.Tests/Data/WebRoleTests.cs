using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tanfang.Data;
using Tanfang.Data.Opening;
using Tanfang.Data.Walls;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Data;

/// <summary>An owner of a PostgreSQL database who is no superuser, and the role of the requests.</summary>
public sealed class WebRoleTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_ordinary_owner_makes_the_role_and_sees_what_requests_do_not()
    {
        await using var place = await EmptyPlace.Make(Store.Postgres);
        var options = await Owned(place, "createrole");

        await Open(options);
        await Open(options);

        var seen = await Office.With(
            options,
            async services =>
            {
                var db = services.GetRequiredService<TanfangDb>();
                db.ListChoices.Add(
                    new ListChoice
                    {
                        Id = Guid.CreateVersion7(),
                        OwnerId = "x",
                        List = "x",
                        Name = "x",
                        Value = "x",
                    }
                );
                await db.SaveChangesAsync(Cancel);
                return await db.ListChoices.CountAsync(Cancel);
            }
        );
        Assert.Equal(1, seen);
        Assert.Equal(0L, await AsWeb(options, "select count(*) from list_choices"));
    }

    [Fact]
    public async Task An_owner_who_may_make_no_role_is_told_the_statement_and_goes_on_when_it_was_run()
    {
        await using var place = await EmptyPlace.Make(Store.Postgres);
        var options = await Owned(place, "nocreaterole");

        var refused = await Assert.ThrowsAsync<StoreException>(() => Open(options));
        var statement = refused.Message.Split('\n').Single(l => l.Contains("create role", StringComparison.Ordinal));
        await EmptyPlace.Administer(statement);
        await Open(options);

        Assert.DoesNotContain(
            Vault.Open(options.KeyFile).KeyCheck,
            statement.Split("password")[1],
            StringComparison.Ordinal
        );
        Assert.Equal(0L, await AsWeb(options, "select count(*) from elders"));
    }

    [Fact]
    public async Task A_role_that_could_pass_the_walls_is_refused()
    {
        await using var place = await EmptyPlace.Make(Store.Postgres);
        var refused = await Assert.ThrowsAsync<StoreException>(() =>
            Open(place.Options with { PostgresWeb = place.Options.Postgres })
        );

        Assert.Contains("权力过大", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("No Reset On Close=true")]
    [InlineData("Multiplexing=true")]
    public async Task A_connection_that_would_keep_the_scope_for_the_next_request_is_refused(string option)
    {
        await using var store = await TestStore.CreateAsync(Store.Postgres);
        var options = store.Options with { Postgres = $"{store.Options.Postgres};{option}" };

        Assert.Throws<StoreException>(() => WebRole.Of(options, Vault.Open(options.KeyFile)));
    }

    private static Task<Opened> Open(StoreOptions options) =>
        Office.With(options, services => services.GetRequiredService<OpenStore>().Run(Cancel));

    private static async Task<StoreOptions> Owned(EmptyPlace place, string may)
    {
        var own = new NpgsqlConnectionStringBuilder(place.Options.Postgres);
        var (name, password) = ($"owner_{Guid.NewGuid():N}", $"{Guid.NewGuid():N}");
        await EmptyPlace.Administer($"create role {name} login password '{password}' {may}");
        await EmptyPlace.Administer($"alter database {own.Database} owner to {name}");
        (own.Username, own.Password) = (name, password);
        return place.Options with { Postgres = own.ConnectionString };
    }

    private static async Task<object?> AsWeb(StoreOptions options, string sql)
    {
        await using var source = NpgsqlDataSource.Create(WebRole.Of(options, Vault.Open(options.KeyFile)).Connection);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
