using System.Security.Cryptography;
using System.Text;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.TestKit;
using Tanfang.Visits;
using Tanfang.Visits.Receiving;
using Xunit;

namespace Tanfang.Tests.Visits;

public class ReceiveRecordsTests
{
    [Theory, BothStores]
    public async Task New_visit_is_accepted_numbered_and_kept_as_sent(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var item = host.Item(elder);

        var answer = await host.SendAsync(item);

        Assert.Equal("accepted", answer.Outcome());
        Assert.Equal(1, (int)answer["ordinal"]!);
        await using var db = host.Store.Open();
        var visit = db.Visits.Single();
        Assert.True(visit.Counts);
        Assert.Equal("safe", visit.Gas);
        Assert.Null(visit.Water);
        var raw = await host.Do<Vault, byte[]>(async vault =>
            VisitSeals.OpenRaw(vault.SealOf(db.Elders.Single(e => e.Id == elder)), visit)
        );
        Assert.Equal(item, Encoding.UTF8.GetString(raw));
        var receipt = db.RecordReceipts.Single();
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(item)), receipt.Hash);
        Assert.Equal((string)answer["receipt"]!, receipt.Receipt);
        Assert.Single(db.Changes.Where(c => c.Action == "visit.recorded").ToList());
    }

    [Theory, BothStores]
    public async Task Same_bytes_again_answer_with_the_first_receipt(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var item = host.Item(await host.AddElder());

        var first = await host.SendAsync(item);
        var again = await host.SendAsync(null, item, item);

        Assert.All(again, a => Assert.Equal("duplicate", a.Outcome()));
        Assert.All(again, a => Assert.Equal((string)first["receipt"]!, (string)a!["receipt"]!));
        Assert.All(again, a => Assert.Equal("accepted", (string)a!["currentOutcome"]!));
        Assert.All(again, a => Assert.Equal(1, (int)a!["ordinal"]!));
        await using var db = host.Store.Open();
        Assert.Equal(1, db.Visits.Count());
        Assert.Equal(1, (db.Elders.Single()).VisitCount);
    }

    [Theory, BothStores]
    public async Task Same_id_with_other_bytes_waits_and_leaves_the_first_alone(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var id = host.NewId();
        await host.SendAsync(host.Item(elder, id: id));
        var other = host.Item(elder, """ "mode":"phone","gas":"unsafe","visitors":["李探访"] """, id);

        var answer = await host.SendAsync(other);
        var again = await host.SendAsync(other);

        Assert.Equal("quarantined", answer.Outcome());
        Assert.Equal("id-reused", answer.Code());
        Assert.Equal("duplicate", again.Outcome());
        Assert.Equal((string)answer["receipt"]!, (string)again["receipt"]!);
        Assert.Equal("quarantined", (string)again["currentOutcome"]!);
        await using var db = host.Store.Open();
        Assert.Equal("safe", (db.Visits.Single()).Gas);
    }

    [Theory, BothStores]
    public async Task Sixty_four_of_the_same_at_once_make_one_visit_and_one_receipt(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var item = host.Item(await host.AddElder());

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => host.SendAsync(item)));

        Assert.Single(answers, a => a.Outcome() == "accepted");
        Assert.Equal(63, answers.Count(a => a.Outcome() == "duplicate"));
        Assert.Single(answers.Select(a => (string)a["receipt"]!).Distinct());
        await using var db = host.Store.Open();
        Assert.Equal(1, db.Visits.Count());
        Assert.Equal(1, db.RecordReceipts.Count());
        Assert.Equal(0, db.Quarantine.Count());
    }

    [Theory, BothStores]
    public async Task Visits_of_one_elder_at_once_are_numbered_without_a_gap(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => host.SendAsync(host.Item(elder))));

        Assert.Equal(Enumerable.Range(1, 24), answers.Select(a => (int)a["ordinal"]!).Order());
    }

    [Theory, BothStores]
    public async Task Bad_item_in_the_middle_leaves_its_neighbours_alone(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var deep = new string('[', 10_000) + new string(']', 10_000);
        var id = host.NewId();

        var answers = await host.SendAsync(
            null,
            host.Item(elder),
            "17",
            """{"id":"0199aaaa-0000-4000-8000-000000000000","kind":"visit"}""",
            host.Item(elder, $$""" "mode":"onSite","gas":{{deep}} """),
            host.Item(elder, """ "mode":"onSite","suggestion":"\ud800","gas":"safe" """),
            host.Item(elder, """ "mode":"onSite","gas":"safe","gas":"unsafe" """),
            host.Item(elder).Replace("\"kind\"", "\"\\ud800\":1,\"kind\"", StringComparison.Ordinal),
            $$"""{"id":"{{id}}"}""",
            host.Item(elder, $$""" "suggestion":"{{new string('x', ReceiveRecords.MostBytesOfAnItem)}}" """),
            host.Item(elder)
        );

        Assert.Equal(
            [
                "accepted",
                "rejected",
                "rejected",
                "quarantined",
                "quarantined",
                "quarantined",
                "quarantined",
                "quarantined",
                "rejected",
                "accepted",
            ],
            answers.Select(a => a.Outcome())
        );
        Assert.Equal(2, (int)answers[^1]!["ordinal"]!);
        Assert.All(
            answers.Where(a => a.Outcome() == "quarantined"),
            a => Assert.Equal("invalid", a.Code()!.Split('-')[0])
        );
    }

    [Theory, BothStores]
    public async Task Unknown_elder_and_one_who_left_wait_for_the_desk(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var gone = await host.AddElder(leftOn: new(2026, 11, 1));

        var answers = await host.SendAsync(
            null,
            host.Item(Guid.CreateVersion7()),
            host.Item(gone, day: "2026-11-01"),
            host.Item(gone, day: "2026-10-31")
        );

        Assert.Equal(["elder-not-found", "elder-left", null], answers.Select(a => a.Code()));
        Assert.Equal(["quarantined", "quarantined", "accepted"], answers.Select(a => a.Outcome()));
    }

    [Theory]
    [BothStores("change", "awaiting-desk")]
    [BothStores("dance", "invalid-field")]
    public async Task What_the_desk_must_handle_is_kept(Store store, string kind, string code)
    {
        await using var host = await TestHost.StartAsync(store);
        var item = host.Item(await host.AddElder(), """ "whatever":1 """, kind: kind);

        var answer = await host.SendAsync(item);

        Assert.Equal("quarantined", answer.Outcome());
        Assert.Equal(code, answer.Code());
        await using var db = host.Store.Open();
        var kept = db.Quarantine.Single();
        var raw = await host.Do<Vault, byte[]>(vault =>
            Task.FromResult(vault.StoreSeal.Open(KeepInQuarantine.Place(kept.ItemId, kept.Hash), kept.Raw))
        );
        Assert.Equal(item, Encoding.UTF8.GetString(raw));
    }

    [Theory]
    [BothStores(""" "mode":"onSite","gas":"gone" """)]
    [BothStores(""" "mode":"onSite","gas":1 """)]
    [BothStores(""" "mode":"walking" """)]
    [BothStores(""" "gas":"safe" """)]
    [BothStores(""" "mode":"onSite","gas":"unchanged" """)]
    [BothStores(""" "mode":"onSite","family":"more" """)]
    [BothStores(""" "mode":"onSite","family":{"change":"more"} """)]
    [BothStores(""" "mode":"onSite","family":{"change":"more","by":1.5} """)]
    [BothStores(""" "mode":"onSite","illness":{"state":"improved","name":"x"} """)]
    [BothStores(""" "mode":"onSite","visitors":"李探访" """)]
    [BothStores(""" "mode":"onSite","location":"x" """)]
    [BothStores(""" "mode":"onSite","basis":"last" """)]
    public async Task Body_outside_the_form_waits(Store store, string body)
    {
        await using var host = await TestHost.StartAsync(store);

        var answer = await host.SendAsync(host.Item(await host.AddElder(), body));

        Assert.Equal("quarantined", answer.Outcome());
        Assert.Contains(answer.Code(), new[] { "invalid-field", "unknown-field" });
    }

    [Theory, BothStores]
    public async Task Unknown_form_version_waits(Store store)
    {
        await using var host = await TestHost.StartAsync(store);

        var answer = await host.SendAsync(host.Item(await host.AddElder(), version: "9"));

        Assert.Equal("unknown-form-version", answer.Code());
    }

    [Theory, BothStores]
    public async Task Attempt_is_kept_without_a_number_and_never_counts(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();

        var answer = await host.SendAsync(
            host.Item(elder, """ "result":"notAtHome","visitors":["李探访"] """, kind: "attempt")
        );

        Assert.Equal("accepted", answer.Outcome());
        Assert.Null(answer["ordinal"]);
        await using var db = host.Store.Open();
        var attempt = db.Visits.Single();
        Assert.True(attempt is { IsAttempt: true, Counts: false, AttemptResult: "notAtHome" });
    }

    [Theory]
    [BothStores(""" "mode":"onSite","visitors":["李探访"] """, false)]
    [BothStores(""" "mode":"onSite","gas":"safe" """, false)]
    [BothStores(""" "mode":"phone","mood":"better","visitors":["李探访"] """, true)]
    public async Task Visit_counts_when_something_was_answered_and_somebody_is_named(
        Store store,
        string body,
        bool counts
    )
    {
        await using var host = await TestHost.StartAsync(store);

        await host.TakenAsync(host.Item(await host.AddElder(), body));

        await using var db = host.Store.Open();
        Assert.Equal(counts, (db.Visits.Single()).Counts);
    }
}
