using Tanfang.Data.Restoring;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.EndToEnd.Kills;

public sealed class BackupKills
{
    [Theory, BothStores]
    public async Task A_backup_that_was_killed_is_not_there_or_whole_and_does_not_stand_in_the_way_of_the_next(
        Store store
    )
    {
        var chance = Seeds.Chance(nameof(BackupKills), store);
        await using var own = await TestStore.CreateAsync(store);
        await Places.AddPeople(own.Options, 20);
        var file = Path.Combine(own.Options.Directory, "backup.tanfang");
        var whole = await Victim.Run(own.Options, "backup", file);
        File.Delete(file);
        for (var run = 0; run < Seeds.Runs(12); run++)
        {
            await Victim.KillAfter(chance.Within(whole), own.Options, "backup", file);
            if (File.Exists(file))
            {
                await IsWhole(own, file, run);
                File.Delete(file);
            }
        }

        await Victim.Run(own.Options, "backup", file);
        await IsWhole(own, file, -1);
        Assert.Equal([file], Directory.EnumerateFiles(own.Options.Directory, "backup.*"));
    }

    private static async Task IsWhole(TestStore own, string file, int run)
    {
        var folder = Directory.CreateTempSubdirectory("tanfang-kill-").FullName;
        var verified = await VerifyBackup.Run(file, Seeds.Passphrase, own.Options, folder, CancellationToken.None);
        Directory.Delete(folder, recursive: true);
        Assert.True(verified.Succeeded, $"run {run}: {string.Join(';', verified.Refusals.Select(r => r.Sentence))}");
    }
}
