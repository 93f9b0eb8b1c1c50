using System.CommandLine;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Tanfang.Data.Backup;
using Tanfang.Data.Doctoring;
using Tanfang.Data.Health;
using Tanfang.Data.Opening;
using Tanfang.Data.Restoring;
using Tanfang.Data.Walls;

namespace Tanfang.Data;

/// <summary>The store: which provider, how it is opened, who may write when; and what keeps it safe and watched.</summary>
public static class DataModule
{
    public static IEnumerable<Command> Commands() =>
        [BackupCommand.Create(), RestoreCommand.Create(), MigrateCommand.Create(), DoctorCommand.Create()];

    public static IServiceCollection AddData(this IServiceCollection services, StoreOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<WriteGate>();
        services.AddScoped<FillTables>();
        services.AddSingleton(_ => DataDirectory.Share(options));
        services.AddScoped<OpenStore>();
        services.AddScoped<Epoch>();
        services.AddScoped<BackUp>();
        services.AddSingleton(s =>
        {
            s.GetRequiredService<DataDirectory>();
            return Vault.Open(options.KeyFile);
        });
        if (options.Postgres is { } postgres)
        {
            services.AddSingleton(s => WebRole.Of(options, s.GetRequiredService<Vault>()));
            services.AddSingleton(s => new RequestScope(s));
            services.AddDbContext<TanfangDb, PostgresTanfangDb>(
                (s, o) =>
                {
                    s.GetRequiredService<DataDirectory>();
                    if (s.GetService<IHttpContextAccessor>()?.HttpContext is null)
                    {
                        UsePostgres(o, postgres);
                    }
                    else
                    {
                        // Whatever a request asks for, it stands before the walls.
                        UsePostgres(o, s.GetRequiredService<WebRole>().Connection);
                        o.AddInterceptors(s.GetRequiredService<RequestScope>());
                    }
                }
            );
        }
        else
        {
            services.AddDbContext<TanfangDb, SqliteTanfangDb>(
                (s, o) =>
                {
                    s.GetRequiredService<DataDirectory>();
                    UseSqliteFile(o, options.SqliteFile);
                }
            );
        }

        services.AddScoped<Readiness>();
        services.AddSingleton<AppMeters>();
        services.AddSingleton<StoreFigures>();
        services.AddSingleton<Gauges>();
        services.AddHostedService(s => s.GetRequiredService<Gauges>());
        services.AddHostedService<RememberEpoch>();
        services
            .AddDataProtection()
            .SetApplicationName("tanfang")
            .PersistKeysToFileSystem(new DirectoryInfo(options.FormKeyDirectory));
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<IServiceProvider>((o, s) => o.XmlEncryptor = new SealedFormKeys(s));
        return services;
    }

    public static void MapData(this WebApplication app) => app.MapHealth();

    /// <summary>Never with the values of a failed row in the error: errors are logged.</summary>
    public static void UsePostgres(DbContextOptionsBuilder builder, string store) =>
        Quiet(builder)
            .UseNpgsql(new NpgsqlConnectionStringBuilder(store) { IncludeErrorDetail = false }.ConnectionString);

    /// <summary>WAL persists in the file; FULL and foreign keys are set at each opening (a committed visit survives a power cut).</summary>
    public static void UseSqliteFile(DbContextOptionsBuilder builder, string file)
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            ForeignKeys = true,
            DefaultTimeout = 30,
        };
        Quiet(builder).UseSqlite(connection.ConnectionString).AddInterceptors(SqlitePragmas.Instance);
    }

    /// <summary>A failed command throws; whoever catches it decides whether it is an error worth a line.</summary>
    private static DbContextOptionsBuilder Quiet(DbContextOptionsBuilder builder) =>
        builder.ConfigureWarnings(w => w.Log((RelationalEventId.CommandError, LogLevel.Debug)));
}
