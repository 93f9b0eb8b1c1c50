using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Xunit;

namespace Tanfang.Tests.Privacy;

/// <summary>The copy for the person: all of what is stored, nothing of anybody else, and written down.</summary>
public sealed class CopyTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>Not in the copy, each for a reason: the copy says so, or they repeat what is in it.</summary>
    private static readonly string[] Elsewhere =
    [
        "visits.raw",
        "care_acts.raw",
        "emergencies.raw",
        "emergencies.closing_raw",
        "printed_sheets.form",
        "paper_scans.file",
        "entry_sheets.draft",
    ];

    [Theory, BothStores]
    public async Task Copy_holds_every_sealed_word_of_the_person_and_says_for_whom_it_was_made(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var office = new MarkedOffice(host, new Marks(11));
        await office.Fill(12);
        foreach (var elder in new[] { office.Elders[0], office.Elders[2] })
        {
            var before = await host.Page($"/elders/{elder}/copy");
            Assert.DoesNotContain(office.People[0].Number, before, StringComparison.Ordinal);

            var answer = await host.SubmitAsync($"/elders/{elder}/copy", ("Requester", "self"), ("Check", "idCard"));
            var copy = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));

            await using var db = host.Store.Open();
            var vault = Vault.Open(host.Store.Options.KeyFile);
            foreach (var column in Columns.Sealed(db).Where(c => !Elsewhere.Contains(c.Name)))
            {
                foreach (var text in All(db, vault, column, elder))
                {
                    Assert.True(copy.Contains(text, StringComparison.Ordinal), $"{column.Name} is not in the copy");
                }
            }

            Assert.DoesNotContain(office.People[1].Number, copy, StringComparison.Ordinal);
            var change = await db.Changes.SingleAsync(
                c => c.Action == "copy.issued" && c.SubjectId == elder.ToString("N"),
                Cancel
            );
            Assert.Equal("self,idCard", change.Detail);
        }
    }

    [Theory]
    [BothStores("", "idCard", "没有选择谁来要副本")]
    [BothStores("self", "", "没有选择怎样核实了身份")]
    [BothStores("child", "kinPaper", "老人在世")]
    public async Task Copy_without_a_requester_who_may_have_it_is_refused(
        Store store,
        string requester,
        string check,
        string why
    )
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol(Desk.Draft() with { Phone = "19912345678" });

        var answer = await host.SubmitAsync($"/elders/{elder}/copy", ("Requester", requester), ("Check", check));

        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Contains(why, text, StringComparison.Ordinal);
        Assert.DoesNotContain("19912345678", text, StringComparison.Ordinal);
        await using var db = host.Store.Open();
        Assert.False(await db.Changes.AnyAsync(c => c.Action == "copy.issued", Cancel));
    }

    /// <summary>Every text in the seals of one column that are under this elder's key.</summary>
    private static IEnumerable<string> All(TanfangDb db, Vault vault, ByteColumn column, Guid elder)
    {
        var rows = Enumerable
            .Range(0, 200)
            .Select(n => Columns.Row(db, column, n))
            .TakeWhile(r => r is not null)
            .ToList();
        foreach (var row in rows.Where(r => Columns.Owner(db, column, r!) == elder))
        {
            var seal = Columns.SealOf(db, vault, elder);
            var text = Encoding.UTF8.GetString(seal.Open(Columns.Place(column, row!), column.Of(row!)!));
            if (text.StartsWith('{'))
            {
                foreach (var value in Texts(JsonNode.Parse(text)))
                {
                    yield return value;
                }
            }
            else
            {
                yield return text;
            }
        }
    }

    /// <summary>Words in JSON; its codes are shown as words.</summary>
    private static IEnumerable<string> Texts(JsonNode? node) =>
        node switch
        {
            JsonObject all => all.SelectMany(p => Texts(p.Value)),
            JsonArray all => all.SelectMany(Texts),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => Marked(value.GetValue<string>()),
            _ => [],
        };

    private static IEnumerable<string> Marked(string text) =>
        text.Contains('鸙', StringComparison.Ordinal) ? [text] : [];
}
