using System.CommandLine;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data.Opening;

namespace Tanfang.Data;

/// <summary>The store: which provider, how it is opened, who may write when.</summary>
public static class DataModule
{
    public static IServiceCollection AddData(this IServiceCollection services, StoreOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<WriteGate>();
        services.AddScoped<OpenStore>();
        services.AddSingleton(_ => Vault.Open(options.KeyFile));
        if (options.Postgres is { } postgres)
        {
            services.AddDbContext<TanfangDb, PostgresTanfangDb>(o => o.UseNpgsql(postgres));
        }
        else
        {
            services.AddDbContext<TanfangDb, SqliteTanfangDb>(o => UseSqliteFile(o, options.SqliteFile));
        }

        return services;
    }

    /// <summary>WAL persists in the file; FULL and foreign keys are set at each opening (a committed visit survives a power cut).</summary>
    public static void UseSqliteFile(DbContextOptionsBuilder builder, string file)
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            ForeignKeys = true,
            DefaultTimeout = 30,
        };
        builder.UseSqlite(connection.ConnectionString).AddInterceptors(SqlitePragmas.Instance);
    }

    public static IEnumerable<Command> Commands() => [];
}
