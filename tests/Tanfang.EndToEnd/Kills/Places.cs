using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.TestKit;

namespace Tanfang.EndToEnd.Kills;

/// <summary>Empty places for stores, and people to put into them.</summary>
internal static class Places
{
    public static async Task<StoreOptions> Empty(Store store)
    {
        var folder = Directory.CreateTempSubdirectory("tanfang-kill-").FullName;
        return new StoreOptions(folder, store == Store.Postgres ? await Database() : null);
    }

    public static async Task<string> Database()
    {
        var name = $"tanfang_{Guid.CreateVersion7():N}";
        await Administer($"create database {name} template template0");
        return new NpgsqlConnectionStringBuilder(await PostgresServer.SharedAsync())
        {
            Database = name,
        }.ConnectionString;
    }

    public static async Task Remove(StoreOptions options)
    {
        if (options.Postgres is { } postgres)
            await Administer($"drop database {new NpgsqlConnectionStringBuilder(postgres).Database} with (force)");
        Directory.Delete(options.Directory, recursive: true);
    }

    /// <summary>Enrolled since January, so that every past month asks for visits; each with a sealed number.</summary>
    public static Task<List<Guid>> AddPeople(StoreOptions options, int count) =>
        Look.Into(
            options,
            async db =>
            {
                var vault = Vault.Open(options.KeyFile);
                var villages = await db
                    .Divisions.Where(d => d.Code.StartsWith("140426") && d.Code.Length == 12)
                    .OrderBy(d => d.Id)
                    .ToListAsync();
                var people = Enumerable
                    .Range(0, count)
                    .Select(n => One(vault, villages[n % villages.Count].Id, n))
                    .ToList();
                db.Elders.AddRange(people);
                db.ElderFacts.AddRange(people.SelectMany(Facts));
                await db.SaveChangesAsync();
                return people.Select(p => p.Id).ToList();
            }
        );

    public static async Task Administer(string sql)
    {
        var server = new NpgsqlConnectionStringBuilder(await PostgresServer.SharedAsync()) { Database = "postgres" };
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static Elder One(Vault vault, int home, int n)
    {
        var at = new DateTimeOffset(2026, 1, 5, 2, 0, 0, TimeSpan.Zero).AddMilliseconds(n);
        var id = Guid.CreateVersion7(at);
        var (wrapped, seal) = vault.NewElderKey(id);
        return new Elder
        {
            Id = id,
            Name = $"试验{n}",
            PinyinKey = "shiyan",
            Initials = "sy",
            BirthDate = new DateOnly(1941, 3, 2),
            HomeId = home,
            EnrolledOn = new DateOnly(2026, 1, 5),
            CategoriesNow = "|livingAlone|",
            ConsentNow = ConsentState.Willing,
            Phone = seal.Close("elders", "phone", id, $"1990000{n:D4}"),
            WrappedKey = wrapped,
            CreatedAt = at,
            ChangedAt = at,
        };
    }

    private static IEnumerable<ElderFact> Facts(Elder elder)
    {
        yield return Fact(elder, Policy.FactKind.Enrolled, null, 0);
        yield return Fact(elder, Policy.FactKind.Residence, null, 1, elder.HomeId);
        yield return Fact(elder, Policy.FactKind.CategoryGained, "livingAlone", 2);
        yield return Fact(elder, Policy.FactKind.Consent, "willing", 3);
    }

    private static ElderFact Fact(Elder elder, Policy.FactKind kind, string? key, int n, int? division = null) =>
        new()
        {
            Id = Guid.CreateVersion7(elder.CreatedAt.AddMilliseconds(n)),
            ElderId = elder.Id,
            Kind = kind,
            On = elder.EnrolledOn,
            RecordedAt = elder.CreatedAt,
            Key = key,
            DivisionId = division,
            RecordedBy = "local",
        };
}
