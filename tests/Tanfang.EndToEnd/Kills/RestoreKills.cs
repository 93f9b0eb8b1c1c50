using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.EndToEnd.Kills;

public sealed class RestoreKills : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tanfang-kill-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Two offices with keys of their own are restored over each other again and again in one directory.</summary>
    [Fact]
    public async Task A_restoration_of_files_that_was_killed_leaves_one_store_or_the_other_whole()
    {
        var chance = Seeds.Chance(nameof(RestoreKills), Store.Sqlite);
        string[] files = [await Backup(Store.Sqlite, 3), await Backup(Store.Sqlite, 5)];
        var place = await Places.Empty(Store.Sqlite);
        var aim = new Aim(chance, await Victim.Run(place, "restore", files[0]));
        var (before, replaced) = (3, 0);
        for (var run = 0; run < Seeds.Runs(44); run++)
        {
            await Victim.KillAfter(aim.Next(), place, "restore", files[before == 3 ? 1 : 0], "--replace");

            var people = await PeopleOf(place);
            Assert.True(people is 3 or 5, $"run {run}: {people} people");
            aim.Learn(people != before);
            replaced += people != before ? 1 : 0;
            before = people;
            foreach (var aside in Directory.EnumerateDirectories(place.Directory, "before-restore-*").Where(IsStore))
            {
                Assert.InRange(await PeopleOf(new StoreOptions(aside)), 3, 5);
                Directory.Delete(aside, recursive: true);
            }
        }

        Assert.InRange(replaced, 1, Seeds.Runs(44) - 1);
        await Places.Remove(place);
    }

    [Fact]
    public async Task A_restoration_into_PostgreSQL_that_was_killed_leaves_nothing_or_everything_and_can_begin_again()
    {
        var chance = Seeds.Chance(nameof(RestoreKills), Store.Postgres);
        var file = await Backup(Store.Postgres, 5);
        var warm = await Places.Empty(Store.Postgres);
        var aim = new Aim(chance, await Victim.Run(warm, "restore", file));
        await Places.Remove(warm);
        for (var run = 0; run < Seeds.Runs(14); run++)
        {
            var place = await Places.Empty(Store.Postgres);
            await Victim.KillAfter(aim.Next(), place, "restore", file);
            await Quiet(place.Postgres!);
            var notBegun = await IsEmpty(place.Postgres!);
            aim.Learn(!notBegun);
            if (notBegun)
                await Victim.Run(place, "restore", file);

            Assert.Equal(5, await PeopleOf(place));
            await Places.Remove(place);
        }
    }

    private static bool IsStore(string folder) => File.Exists(Path.Combine(folder, "tanfang.db"));

    private async Task<string> Backup(Store store, int people)
    {
        // A key of its own: which store came out is told by what opens.
        var office = await Places.Empty(store);
        await Victim.Run(office, "migrate");
        await Look.Into(
            office,
            db =>
            {
                db.Divisions.Add(
                    new()
                    {
                        Id = 1,
                        Code = "140426101201",
                        Name = "村",
                        Level = Divisions.DivisionLevel.Village,
                    }
                );
                return db.SaveChangesAsync();
            }
        );
        await Places.AddPeople(office, people);
        var file = Path.Combine(folder, $"{store}-{people}.tanfang");
        await Victim.Run(office, "backup", file);
        await Places.Remove(office);
        return file;
    }

    /// <summary>How many people the store holds, each opened with the key that lies beside it.</summary>
    private static Task<int> PeopleOf(StoreOptions place) =>
        Look.IntoSound(
            place,
            async db =>
            {
                var vault = Vault.Open(place.KeyFile);
                var people = await db.Elders.AsNoTracking().ToListAsync();
                Assert.All(
                    people,
                    p =>
                        Assert.StartsWith(
                            "1990000",
                            vault.SealOf(p).Open("elders", "phone", p.Id, p.Phone),
                            StringComparison.Ordinal
                        )
                );
                return people.Count;
            }
        );

    /// <summary>pg_restore outlives its parent; it finishes or gives up by itself, whether or not it has a session yet.</summary>
    private static async Task Quiet(string postgres)
    {
        var name = new NpgsqlConnectionStringBuilder(postgres).Database!;
        var bytes = Encoding.UTF8.GetBytes(name);
        while (Process.GetProcessesByName("pg_restore").Any(p => Concerns(p.Id, bytes)))
            await Task.Delay(10);
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(postgres) { Database = "postgres" }.ConnectionString
        );
        await using var command = source.CreateCommand(
            $"select count(*) from pg_stat_activity where datname = '{name}'"
        );
        while ((long)(await command.ExecuteScalarAsync())! > 0)
            await Task.Delay(10);
    }

    private static bool Concerns(int process, byte[] name)
    {
        try
        {
            return new[] { "cmdline", "environ" }.Any(f =>
                File.ReadAllBytes($"/proc/{process}/{f}").AsSpan().IndexOf(name) >= 0
            );
        }
        catch (IOException)
        {
            // It has just ended.
            return false;
        }
    }

    private static async Task<bool> IsEmpty(string postgres)
    {
        await using var source = NpgsqlDataSource.Create(postgres);
        await using var command = source.CreateCommand("select to_regclass('public.elders') is null");
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}
