using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Tanfang.Data;

Console.WriteLine("dotnet ef finds the factories here; see ./dev migration NAME");

namespace Tanfang.Migrations
{
    internal sealed class SqliteFactory : IDesignTimeDbContextFactory<SqliteTanfangDb>
    {
        public SqliteTanfangDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteTanfangDb>().UseSqlite("Data Source=:memory:").Options);
    }

    internal sealed class PostgresFactory : IDesignTimeDbContextFactory<PostgresTanfangDb>
    {
        public PostgresTanfangDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresTanfangDb>().UseNpgsql("Host=127.0.0.1").Options);
    }
}
