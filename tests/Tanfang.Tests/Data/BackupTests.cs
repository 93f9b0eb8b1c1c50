using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tanfang.Data;
using Tanfang.Data.Backup;
using Tanfang.Data.Opening;
using Tanfang.Data.Restoring;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Data;

public sealed class BackupTests : IDisposable
{
    private const string Passphrase = "a passphrase of the tests";
    private readonly string folder = Directory.CreateTempSubdirectory("tanfang-backup-").FullName;

    private string File1 => Path.Combine(folder, "one.tanfang");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, BothStores]
    public async Task A_backup_made_while_serving_verifies_without_the_office_and_restores_to_the_same_people(
        Store store
    )
    {
        await using var host = await TestHost.StartAsync(store);
        var people = await SealedPeople.Add(host.Store, 20);
        var made = await Make(host, Passphrase);

        await using var place = await EmptyPlace.Make(store);
        var verified = await Verify(File1, Passphrase, place.Options);
        Assert.True(verified.Succeeded, Reasons(verified));
        Assert.Equal(40, verified.Value.SealedValuesOpened);
        Assert.Equal(20, made.Tables["elders"]);

        var restored = await Restore.Run(File1, Passphrase, place.Options, false, host.Clock, Cancel);

        Assert.True(restored.Succeeded, Reasons(restored));
        await using var app = Office.Build(place.Options, host.Clock);
        await using var scope = app.Services.CreateAsyncScope();
        Assert.Empty((await scope.ServiceProvider.GetRequiredService<OpenStore>().Run(Cancel)).Applied);
        var db = scope.ServiceProvider.GetRequiredService<TanfangDb>();
        var elder = await db.Elders.SingleAsync(e => e.Id == people[7], Cancel);
        Assert.Equal(SealedPeople.PhoneOf(7), SealedPeople.OpenPhone(elder, Vault.Open(place.Options.KeyFile)));
        await using var before = host.Store.Open();
        Assert.NotEqual(await EpochOf(before), await EpochOf(db));
    }

    [Theory]
    [BothStores("rows")]
    [BothStores("keys.sealed")]
    [BothStores("manifest.json")]
    [BothStores("manifest.hmac")]
    public async Task One_bit_changed_in_a_part_is_refused_and_the_part_is_named(Store store, string part)
    {
        await using var host = await TestHost.StartAsync(store);
        await SealedPeople.Add(host.Store, 3);
        await Make(host, Passphrase);
        var name = part == "rows" ? (store == Store.Sqlite ? Manifest.SqliteRows : Manifest.PostgresRows) : part;
        await ChangeOneBit(name);

        var refused = await Verify(File1, Passphrase, host.Store.Options);

        Assert.False(refused.Succeeded);
        // The digest belongs to the manifest; whichever of the two was touched, they no longer fit.
        Assert.Contains(
            name == Manifest.DigestName ? Manifest.FileName : name,
            Reasons(refused),
            StringComparison.Ordinal
        );
    }

    [Theory, BothStores]
    public async Task A_bit_changed_anywhere_in_the_file_never_passes_for_other_rows(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await SealedPeople.Add(host.Store, 3);
        await Make(host, null);
        var good = await System.IO.File.ReadAllBytesAsync(File1, Cancel);
        var whole = await Verify(File1, null, host.Store.Options);
        var rows = await System.IO.File.ReadAllBytesAsync(whole.Value.Rows, Cancel);
        var chance = new Random(20261122);
        var refused = 0;
        for (var i = 0; i < 25; i++)
        {
            var bad = (byte[])good.Clone();
            bad[chance.Next(bad.Length)] ^= (byte)(1 << chance.Next(8));
            await System.IO.File.WriteAllBytesAsync(File1, bad, Cancel);
            var verified = await Verify(File1, null, host.Store.Options);
            if (verified.Succeeded)
            {
                Assert.Equal(rows, await System.IO.File.ReadAllBytesAsync(verified.Value.Rows, Cancel));
            }
            else
            {
                refused++;
            }
        }

        Assert.InRange(refused, 20, 25);
    }

    [Theory, BothStores]
    public async Task A_sealed_value_that_no_longer_opens_makes_the_backup_refused(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var people = await SealedPeople.Add(host.Store, 3);
        await using (var db = host.Store.Open())
        {
            var elder = await db.Elders.SingleAsync(e => e.Id == people[1], Cancel);
            elder.Phone = [.. elder.Phone!.Select((b, i) => i == 30 ? (byte)(b ^ 1) : b)];
            await db.SaveChangesAsync(Cancel);
        }

        await Make(host, Passphrase);

        var refused = await Verify(File1, Passphrase, host.Store.Options);
        Assert.Contains($"elders/phone/{people[1]:N}", Reasons(refused), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Another_passphrase_opens_nothing(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await Make(host, Passphrase);

        var refused = await Verify(File1, Passphrase + ".", host.Store.Options);

        Assert.Contains("口令不对", Reasons(refused), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Without_a_passphrase_the_keys_stay_out_and_only_the_office_that_has_them_can_verify(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await SealedPeople.Add(host.Store, 1);
        var made = await Make(host, null);
        await using var elsewhere = await EmptyPlace.Make(Store.Sqlite);

        Assert.False(made.HasKeys);
        Assert.True((await Verify(File1, null, host.Store.Options)).Succeeded);
        Assert.Contains("不含密钥", Reasons(await Verify(File1, null, elsewhere.Options)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_there_is_never_overwritten()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        await System.IO.File.WriteAllTextAsync(File1, "somebody's", Cancel);

        var refused = await host.Do<BackUp, Result<Manifest>>(b => b.Run(File1, Passphrase, Cancel));

        Assert.Equal("fileExists", refused.Refusals.Single().Code);
        Assert.Equal("somebody's", await System.IO.File.ReadAllTextAsync(File1, Cancel));
        Assert.Equal([File1], Directory.EnumerateFileSystemEntries(folder));
    }

    [Theory, BothStores]
    public async Task A_backup_made_while_others_write_is_of_one_moment(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        using var stop = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var writing = Task.Run(
            async () =>
            {
                for (var n = 0; !stop.IsCancellationRequested; n++)
                {
                    await WritePair(host, n);
                    begun.TrySetResult();
                }
            },
            Cancel
        );
        await begun.Task;
        var made = await Make(host, null);
        await stop.CancelAsync();
        await writing;

        Assert.True((await Verify(File1, null, host.Store.Options)).Succeeded);
        Assert.InRange(made.Tables["changes"], 1, long.MaxValue);
        Assert.Equal(made.Tables["changes"], made.Tables["visitors"]);
    }

    private static Task WritePair(TestHost host, int n) =>
        host.Do<TanfangDb>(async db =>
        {
            db.Changes.Add(ChangeEntry.Of(Actor.System, TimeProvider.System, "test.pair", "pair"));
            db.Visitors.Add(
                new()
                {
                    Id = Guid.CreateVersion7(),
                    Name = $"{n}",
                    DivisionId = 1,
                }
            );
            await db.SaveChangesAsync();
        });

    private async Task<Manifest> Make(TestHost host, string? passphrase)
    {
        var made = await host.Do<BackUp, Result<Manifest>>(b => b.Run(File1, passphrase, Cancel));
        Assert.True(made.Succeeded, Reasons(made));
        return made.Value;
    }

    private async Task<Result<Verified>> Verify(string file, string? passphrase, StoreOptions store)
    {
        var copy = Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString("N"))).FullName;
        return await VerifyBackup.Run(file, passphrase, store, copy, Cancel);
    }

    private async Task ChangeOneBit(string part)
    {
        using var zip = await ZipFile.OpenAsync(File1, ZipArchiveMode.Update, Cancel);
        var entry = zip.GetEntry(part)!;
        using var content = new MemoryStream();
        await using (var stream = await entry.OpenAsync(Cancel))
        {
            await stream.CopyToAsync(content, Cancel);
        }

        entry.Delete();
        var bytes = content.ToArray();
        // In a manifest a digit of a count, so that it stays readable and only the digest can tell.
        const string count = "\"divisions\": ";
        var at =
            part == Manifest.FileName
                ? bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(count)) + count.Length
                : bytes.Length / 2;
        bytes[at] ^= 1;
        await using var written = await zip.CreateEntry(part).OpenAsync(Cancel);
        await written.WriteAsync(bytes, Cancel);
    }

    private static string Reasons<T>(Result<T> result) => string.Join('\n', result.Refusals.Select(r => r.Sentence));

    private static async Task<string> EpochOf(TanfangDb db) =>
        await db.StoreInfo.Where(i => i.Key == StoreInfo.Epoch).Select(i => i.Value).SingleAsync(Cancel);
}
