using Microsoft.EntityFrameworkCore;

namespace Tanfang.Data.Opening;

/// <summary>The migrations this program brings, asked without a store.</summary>
internal static class SchemaHistory
{
    public static bool Knows(string provider, string migration)
    {
        using TanfangDb db =
            provider == "sqlite"
                ? new SqliteTanfangDb(new DbContextOptionsBuilder<SqliteTanfangDb>().UseSqlite().Options)
                : new PostgresTanfangDb(new DbContextOptionsBuilder<PostgresTanfangDb>().UseNpgsql().Options);
        return db.Database.GetMigrations().Contains(migration);
    }
}
