using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tanfang.Data;
using Tanfang.Data.Walls;
using Tanfang.Registry;
using Tanfang.Registry.Browsing;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Architecture;
using Xunit;

namespace Tanfang.Tests.Access;

/// <summary>The second wall, on PostgreSQL: what a request can reach when the application's own scope is left out.</summary>
public sealed class RowSecurityTests
{
    private const string Refused = "42501";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_table_of_the_model_stands_under_a_wall_or_says_why_not()
    {
        await using var store = await TestStore.CreateAsync(Store.Postgres);
        await using var db = store.Open();
        var tables = db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct().Order().ToList();

        var walled = await db
            .Database.SqlQueryRaw<string>(
                """
                select c.relname as "Value" from pg_class c join pg_policies p on p.tablename = c.relname
                where c.relrowsecurity and c.relforcerowsecurity and p.policyname = 'wall' and p.cmd = 'ALL'
                """
            )
            .ToListAsync(Cancel);

        Assert.Equal(WallRules.Walled.Keys.Order(), walled.Order());
        Assert.Equal(tables, WallRules.Walled.Keys.Concat(WallRules.Open.Keys).Order());
        Assert.All(WallRules.Open.Values, open => Assert.NotEmpty(open.Why));
    }

    [Fact]
    public async Task Without_a_scope_nothing_is_there_and_each_village_sees_its_own_row_of_every_table()
    {
        await using var store = await TestStore.CreateAsync(Store.Postgres);
        var places = await OneOfEach.Fill(store, 3);
        await using var web = await Web(store.Options);
        await using var db = store.Open();

        foreach (var table in WallRules.Walled.Keys)
        {
            Assert.Equal(3L, await Count(db, table));
            await Tell(web);
            Assert.Equal(0L, await Ask(web, $"select count(*) from {table}"));
            foreach (var place in places)
            {
                await Tell(web, place.Home);
                await Do(web, $"select set_config('tanfang.actor', '{place.Actor}', false)");
                var seen = await Ask(web, $"select to_jsonb(t)::text from {table} t");
                Assert.True(seen is string, $"{table}: the village does not see its own row");
                Assert.Equal(1L, await Ask(web, $"select count(*) from {table}"));
            }

            await Do(web, "select set_config('tanfang.actor', '', false)");
        }
    }

    [Fact]
    public async Task A_row_in_a_foreign_place_is_neither_written_nor_changed_nor_deleted()
    {
        await using var store = await TestStore.CreateAsync(Store.Postgres);
        var places = await OneOfEach.Fill(store, 2);
        await using var db = store.Open();
        var ((mine, here, _), (theirs, there, _)) = (places[0], places[1]);
        await using var web = await Web(store.Options);
        await Tell(web, here);

        string Copy(int home) =>
            $"""
                insert into elders select (jsonb_populate_record(e, jsonb_build_object(
                    'id', gen_random_uuid(), 'home_id', {home}, 'id_number_index', null))).* from elders e where e.id = '{mine}'
                """;
        string Contact(Guid elder) =>
            $"insert into contacts (id, elder_id, calling_order, name) values (gen_random_uuid(), '{elder}', 9, '测试')";

        Assert.Equal(1, await Do(web, Copy(here)));
        Assert.Equal(Refused, await StateOf(web, Copy(there)));
        Assert.Equal(1, await Do(web, Contact(mine)));
        Assert.Equal(Refused, await StateOf(web, Contact(theirs)));
        Assert.Equal(Refused, await StateOf(web, $"update elders set home_id = {there} where id = '{mine}'"));
        Assert.Equal(
            Refused,
            await StateOf(web, $"update contacts set elder_id = '{theirs}' where elder_id = '{mine}'")
        );
        foreach (var table in WallRules.Walled.Keys)
        {
            var before = await Count(db, table);
            var seen = (long)(await Ask(web, $"select count(*) from {table}"))!;
            await Do(web, $"begin; delete from {table}");
            await Do(web, "commit");
            Assert.Equal(before - seen, await Count(db, table));
        }
    }

    [Theory]
    [InlineData("set role postgres")]
    [InlineData("set session authorization postgres")]
    [InlineData("reset role; set row_security = off; select count(*) from elders")]
    [InlineData("copy visits from stdin")]
    [InlineData("copy visits to '/dev/null'")]
    [InlineData("truncate elders")]
    [InlineData("drop table elders")]
    [InlineData("alter table elders disable row level security")]
    [InlineData("drop policy wall on elders")]
    [InlineData("create or replace function wall_is_open() returns boolean language sql as 'select true'")]
    [InlineData("create table kept (id int)")]
    [InlineData("update changes set action = 'x'")]
    [InlineData("delete from changes")]
    [InlineData("update store_info set value = 'x'")]
    [InlineData("create role friend superuser")]
    [InlineData("select * from pg_authid")]
    public async Task The_role_of_the_requests_cannot_get_around_the_wall(string sql)
    {
        await using var store = await TestStore.CreateAsync(Store.Postgres);
        await using var web = await Web(store.Options);
        await Tell(web, 1);

        Assert.Contains(await StateOf(web, sql), (string?[])[Refused, "0A000"]);
    }

    [Fact]
    public void The_doors_in_the_wall_are_those_that_are_told_with_their_reasons()
    {
        var told = File.ReadAllText(Path.Combine(Repository.Root, "docs/adr/0016-requests-stand-before-walls.md"));
        var doors = SourceRules
            .Files(Repository.Root)
            .Where(f => f.Path.StartsWith("src/Tanfang/", StringComparison.Ordinal))
            .Where(f => f.Text.Contains(".Beyond(") || f.Text.Contains(".Follow("))
            .Select(f => Path.GetFileNameWithoutExtension(f.Path))
            .ToList();

        Assert.Equal(11, doors.Count);
        Assert.All(doors, door => Assert.Contains($"`{door}`", told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_role_of_the_requests_is_an_ordinary_one()
    {
        await using var store = await TestStore.CreateAsync(Store.Postgres);
        await using var web = await Web(store.Options);

        var able = await Ask(
            web,
            """
            select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit
                or exists (select 1 from pg_auth_members m where m.member = r.oid)
                or exists (select 1 from pg_class c where c.relowner = r.oid)
            from pg_roles r where r.rolname = current_user
            """
        );

        Assert.Equal(false, able);
    }

    [Fact]
    public async Task What_asks_for_everybody_by_mistake_gets_those_of_the_request()
    {
        await using var host = await TestHost.StartAsync(Store.Postgres);
        var places = await OneOfEach.Fill(host.Store, 3);
        var village = new CurrentUser(new Actor("x", "测试"), Scope.Of(places[0].Home));

        var listed = await host.DoAs<FindElders, Page<ElderRow>>(
            village,
            find => find.Run(Scope.Everything, new ElderFilter { State = "all" }, Cancel)
        );
        var read = await host.DoAs<TanfangDb, KnownElder?>(
            village,
            async web =>
                (await KnownElder.Load(web, [places[1].Elder], tracked: false, Cancel)).GetValueOrDefault(
                    places[1].Elder
                )
        );
        var all = await host.DoAs<FindElders, Page<ElderRow>>(
            CurrentUser.Local,
            find => find.Run(Scope.Everything, new ElderFilter { State = "all" }, Cancel)
        );

        Assert.Equal([places[0].Elder], listed.Items.Select(e => e.Id));
        Assert.Null(read);
        Assert.Equal(3, all.Total);
    }

    [Fact]
    public async Task Requests_of_three_villages_over_three_connections_never_see_each_other()
    {
        await using var host = await TestHost.StartAsync(Store.Postgres, connections: 3);
        var places = await OneOfEach.Fill(host.Store, 3);
        var wrong = 0;

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 3000),
            new ParallelOptions { MaxDegreeOfParallelism = 12 },
            async (i, cancel) =>
            {
                // Every seventh comes before it is known who asks.
                var home = places[i % 3].Home;
                var user = i % 7 == 0 ? CurrentUser.Nobody : new CurrentUser(new Actor("x", "测试"), Scope.Of(home));
                var seen = await host.DoAs<TanfangDb, List<int>>(
                    user,
                    async web =>
                    {
                        if (i % 5 != 0)
                            return await web.Elders.Select(e => e.HomeId).ToListAsync(cancel);
                        await using var transaction = await web.Database.BeginTransactionAsync(cancel);
                        return await web.Elders.Select(e => e.HomeId).ToListAsync(cancel);
                    }
                );
                if (seen.Count != (i % 7 == 0 ? 0 : 1) || seen.Exists(h => h != home))
                    Interlocked.Increment(ref wrong);
            }
        );

        Assert.Equal(0, wrong);
    }

    private static async Task<NpgsqlConnection> Web(StoreOptions options)
    {
        var role = WebRole.Of(options, Vault.Open(options.KeyFile));
        var connection = new NpgsqlConnection(role.Connection + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        return connection;
    }

    private static Task<int> Tell(NpgsqlConnection web, params int[] divisions) =>
        Do(web, $"select set_config('tanfang.divisions', '{string.Join(',', divisions)}', false)");

    private static Task<long> Count(TanfangDb db, string table) =>
#pragma warning disable EF1002 // Names of tables.
        db.Database.SqlQueryRaw<long>($"select count(*) as \"Value\" from {table}").SingleAsync(Cancel);
#pragma warning restore EF1002

    private static async Task<object?> Ask(NpgsqlConnection web, string sql)
    {
        await using var command = new NpgsqlCommand(sql, web);
        return await command.ExecuteScalarAsync(Cancel);
    }

    private static async Task<int> Do(NpgsqlConnection web, string sql)
    {
        await using var command = new NpgsqlCommand(sql, web);
        return await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task<string?> StateOf(NpgsqlConnection web, string sql)
    {
        try
        {
            await Do(web, sql);
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }
}
