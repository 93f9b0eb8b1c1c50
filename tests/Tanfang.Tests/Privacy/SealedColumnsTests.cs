using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tanfang.Care;
using Tanfang.Data;
using Tanfang.Emergencies;
using Tanfang.Registry;
using Tanfang.TestKit;
using Tanfang.Visits;
using Xunit;

namespace Tanfang.Tests.Privacy;

/// <summary>Every sealed column that the model has: what is not the seal of this place under this key is an error, never a value.</summary>
public sealed class SealedColumnsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task No_sealed_column_opens_anything_but_its_own_seal(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var office = new MarkedOffice(host, new Marks(7));
        await office.Fill(12);
        using var session = await office.SignIn();
        await using var db = host.Store.Open();
        var vault = Vault.Open(host.Store.Options.KeyFile);
        var strange = Vault.Of(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var other = vault.NewElderKey(Guid.NewGuid()).Seal;
        var columns = Columns.Sealed(db);

        foreach (var column in columns)
        {
            var row = Columns.Row(db, column);
            Assert.True(row is not null, $"{column.Name} is empty");
            var (box, place) = (column.Of(row!)!, Columns.Place(column, row!));
            var owner = Columns.Owner(db, column, row!);
            var seal = Columns.SealOf(db, vault, owner);
            var plain = seal.Open(place, box);

            var key = new byte[32];
            Refused(column, "plain", () => seal.Open(place, plain));
            Refused(column, "long plain", () => seal.Open(place, [1, .. Encoding.UTF8.GetBytes(new string('明', 40))]));
            Refused(column, "empty", () => seal.Open(place, []));
            Refused(column, "another's key", () => other.Open(place, box));
            Refused(column, "no key", () => new Seal(key, owner?.ToString("N") ?? "store").Open(place, box));
            Refused(column, "another master", () => strange.StoreSeal.Open(place, box));
            Refused(column, "the store's key", () => (owner is null ? other : vault.StoreSeal).Open(place, box));
            Refused(column, "another row", () => seal.Open(Columns.Place(column, Guid.NewGuid()), box));
            foreach (var elsewhere in columns.Where(c => c != column))
            {
                var there = place.Replace(
                    $"{column.Table.GetTableName()}/{column.Property.GetColumnName()}",
                    $"{elsewhere.Table.GetTableName()}/{elsewhere.Property.GetColumnName()}",
                    StringComparison.Ordinal
                );
                Refused(column, elsewhere.Name, () => seal.Open(there, box));
            }

            foreach (var at in new[] { 0, 1, 12, 13, 28, box.Length - 1 })
            {
                Refused(
                    column,
                    $"bit at {at}",
                    () => seal.Open(place, [.. box.Select((b, i) => i == at ? (byte)(b ^ 4) : b)])
                );
            }

            foreach (var length in new[] { 1, 12, 28, 29, box.Length - 1 }.Where(l => l < box.Length))
            {
                Refused(column, $"cut to {length}", () => seal.Open(place, box.AsSpan(0, length)));
            }
        }

        Assert.ThrowsAny<CryptographicException>(() => strange.SealOf(db.Elders.First(e => e.Id == office.Elders[0])));
        Assert.ThrowsAny<CryptographicException>(() =>
            vault.SealOf(office.Elders[1], db.Elders.First(e => e.Id == office.Elders[0]).WrappedKey)
        );
        TestContext.Current.TestOutputHelper?.WriteLine($"{columns.Count} sealed columns");
        Assert.InRange(columns.Count, 35, 100);
    }

    /// <summary>What a page shows of it, by column; the others are opened by jobs and lists of many.</summary>
    private static readonly Dictionary<string, Func<object, string>> Pages = new()
    {
        ["elders.id_number"] = row => $"/elders/{((Elder)row).Id}",
        ["elders.address"] = row => $"/elders/{((Elder)row).Id}",
        ["elders.phone"] = row => $"/elders/{((Elder)row).Id}/edit",
        ["elders.disability_certificate"] = row => $"/elders/{((Elder)row).Id}",
        ["elders.benefits"] = row => $"/elders/{((Elder)row).Id}/form",
        ["elders.help_responsible"] = row => $"/elders/{((Elder)row).Id}/edit",
        ["elders.help_measures"] = row => $"/elders/{((Elder)row).Id}",
        ["contacts.phone"] = row => $"/elders/{((Contact)row).ElderId}/contacts",
        ["household_members.health"] = row => $"/elders/{((HouseholdMember)row).SealedFor}/household",
        ["visits.words"] = row => $"/visits/{((Visit)row).Id}",
        ["care_acts.what"] = row => $"/elders/{((CareAct)row).ElderId}",
        ["care_acts.satisfaction"] = row => $"/elders/{((CareAct)row).ElderId}/care",
        ["emergencies.note"] = row => $"/emergencies/{((Emergency)row).Id}",
        ["emergencies.outcome_note"] = row => $"/emergencies/{((Emergency)row).Id}",
        ["quarantine.raw"] = row => $"/quarantine/{((QuarantinedRecord)row).ItemId}/{((QuarantinedRecord)row).Hash}",
    };

    [Theory, BothStores]
    public async Task Page_of_a_broken_seal_answers_an_error_that_says_nothing(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var marks = new Marks(8);
        var office = new MarkedOffice(host, marks);
        await office.Fill(12);
        foreach (var (name, address) in Pages)
        {
            await using var db = host.Store.Open();
            var column = Columns.Sealed(db).Single(c => c.Name == name);
            var row = Columns.Row(db, column)!;
            var box = column.Of(row)!;
            var owner = Columns.Owner(db, column, row);
            byte[] plain = Columns
                .SealOf(db, Vault.Open(host.Store.Options.KeyFile), owner)
                .Open(Columns.Place(column, row), box);
            var sound = await host.Client.GetAsync(address(row), Cancel);
            Assert.True(sound.StatusCode == HttpStatusCode.OK, $"{name}: {address(row)} {sound.StatusCode}");

            foreach (var bad in new[] { plain, [.. box[..^1], (byte)(box[^1] ^ 1)] })
            {
                await Write(db, column, row, bad);
                using var answer = await host.Client.GetAsync(address(row), Cancel);
                var text = await answer.Content.ReadAsStringAsync(Cancel);
                Assert.True(
                    answer.StatusCode == HttpStatusCode.InternalServerError,
                    $"{name} answered {answer.StatusCode}"
                );
                Assert.Empty(marks.In(text, name));
                Assert.Contains("出错了", text, StringComparison.Ordinal);
            }

            await Write(db, column, row, box);
        }
    }

    /// <summary>Straight into the cell, as somebody with the file in their hands would.</summary>
    private static async Task Write(TanfangDb db, ByteColumn column, object row, byte[] value)
    {
        var keys = column.Table.FindPrimaryKey()!.Properties;
        var where = string.Join(" and ", keys.Select((k, i) => $"{k.GetColumnName()} = {{{i + 1}}}"));
        var sql = $"update {column.Table.GetTableName()} set {column.Property.GetColumnName()} = {{0}} where {where}";
        object[] values = [value, .. keys.Select(k => k.PropertyInfo!.GetValue(row)!)];
        Assert.Equal(1, await db.Database.ExecuteSqlRawAsync(sql, values, Cancel));
    }

    private static void Refused(ByteColumn column, string how, Action open)
    {
        var thrown = Record.Exception(open);
        Assert.True(thrown is CryptographicException, $"{column.Name}, {how}: {thrown?.GetType().Name ?? "opened"}");
        Assert.DoesNotContain("鸙", thrown!.Message, StringComparison.Ordinal);
    }
}
