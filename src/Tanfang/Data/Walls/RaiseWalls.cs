using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Tanfang.Data.Walls;

/// <summary>
/// Row-level security on PostgreSQL: makes the role of the requests, gives it what it may and puts a wall on each table that holds something of a
/// person. At every opening; what stands already as it should is left alone.
/// </summary>
internal sealed class RaiseWalls(TanfangDb db, StoreOptions options)
{
    /// <summary>Held while walls are put up, so that two that start at once do it one after the other.</summary>
    private const long Leader = 0x7461_6e66_616e_6704;

    private const string LowerThem = """
        do $$
        declare t record;
        begin
          for t in select schemaname, tablename from pg_policies where policyname = 'wall' and schemaname = current_schema() loop
            execute format('drop policy wall on %I.%I', t.schemaname, t.tablename);
            execute format('alter table %I.%I no force row level security', t.schemaname, t.tablename);
          end loop;
        end $$;
        drop function if exists wall_is_open(), wall_homes(), wall_people();
        """;

    private const string LooksAtRole = """
        select r.rolsuper or r.rolbypassrls or r.rolcreaterole or pg_has_role(r.oid, current_user, 'member')
            or exists (select 1 from pg_class c where c.relowner = r.oid)
        from pg_roles r where r.rolname = $1
        """;

    private const string LooksAtWalls = """
        select obj_description(to_regprocedure('wall_homes()'))
            || '/' || (select count(*) from pg_policies p join pg_class c on c.oid = format('%I.%I', p.schemaname, p.tablename)::regclass
                       where p.policyname = 'wall' and p.schemaname = current_schema() and c.relrowsecurity and c.relforcerowsecurity)
        """;

    /// <exception cref="StoreException">The role is missing and the owner may make none, or the role could pass the walls.</exception>
    public async Task Run(CancellationToken cancel)
    {
        var role = WebRole.Of(options, Vault.Open(options.KeyFile));
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await Do($"select pg_advisory_xact_lock({Leader})", cancel);
        await Role(role, cancel);
        var owner = (string)(await Ask("select current_user::text", cancel))!;
        var schema = (string)(await Ask("select current_schema()::text", cancel))!;
        var statements = WallRules.Statements(role.Name, owner, schema);
        var mark = WallRules.DigestOf(statements);
        if (await Ask(LooksAtWalls, cancel) as string != $"{mark}/{WallRules.Walled.Count}")
        {
            await Do(LowerThem, cancel);
            await Do(statements, cancel);
            await Do($"comment on function wall_homes() is '{mark}'", cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    /// <summary>Before a migration: a column on which a wall stands cannot be changed. Requests see nothing until the walls are up again.</summary>
    public Task Lower(CancellationToken cancel) => Do(LowerThem, cancel);

    private async Task Role(WebRole role, CancellationToken cancel)
    {
        var passes = await Ask(LooksAtRole, cancel, role.Name);
        if (passes is null)
        {
            if (
                role.IsGiven
                || await Ask("select rolsuper or rolcreaterole from pg_roles where rolname = current_user", cancel)
                    is not true
            )
            {
                throw new StoreException(Missing(role));
            }

            await Do(role.Making, cancel);
        }
        else if (passes is true)
        {
            throw new StoreException(
                $"数据库账户 {role.Name} 权力过大：网页请求所用的账户不得是超级用户、不得有 BYPASSRLS 或 CREATEROLE、不得拥有任何表，也不得是本库所有者的成员。"
            );
        }
    }

    private static string Missing(WebRole role) =>
        role.IsGiven
            ? $"--store-web 指定的数据库账户 {role.Name} 不存在。请数据库管理员建立它，或去掉这个选项。"
            : $"""
                网页请求需要一个单独的数据库账户，而当前账户无权建立。请数据库管理员执行下面这一句，然后重试：
                  {role.Making};
                也可以另建一个普通账户，用 --store-web 给出它的连接串。
                """;

    private async Task Do(string statements, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var command = Command(statements);
            await command.ExecuteNonQueryAsync(cancel);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<object?> Ask(string question, CancellationToken cancel, string? about = null)
    {
        await using var command = Command(question);
        if (about is not null)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = about });
        }

        return await command.ExecuteScalarAsync(cancel);
    }

    private NpgsqlCommand Command(string text)
    {
        var command = (NpgsqlCommand)db.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        return command;
    }
}
