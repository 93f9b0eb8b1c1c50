using Microsoft.EntityFrameworkCore;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Exchange;
using Xunit;

namespace Tanfang.Tests.Registry.Enrolling;

public sealed class EnrolElderTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [BothStores]
    public async Task An_enrolled_elder_has_a_sealed_file_facts_and_obligations(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var draft = await Draft(host);

        var id = (await Enrol(host, draft)).Value;

        await using var db = host.Store.Open();
        var elder = await db.Elders.SingleAsync(Cancel);
        Assert.Equal((id, "张桂英", "zhangguiying", "zgy"), (elder.Id, elder.Name, elder.PinyinKey, elder.Initials));
        Assert.DoesNotContain(
            "990101",
            System.Text.Encoding.Latin1.GetString(elder.IdNumber!),
            StringComparison.Ordinal
        );
        var facts = await db.ElderFacts.OrderBy(f => f.Kind).ToListAsync(Cancel);
        Assert.Equal(
            [FactKind.Enrolled, FactKind.Residence, FactKind.CategoryGained, FactKind.Consent],
            facts.Select(f => f.Kind)
        );
        Assert.All(facts, f => Assert.Equal("local", f.RecordedBy));
        var own = await db.HouseholdMembers.SingleAsync(Cancel);
        Assert.Equal((id, 0, "户主"), (own.ElderId!.Value, own.Position, own.Relation));
        Assert.True(await db.Obligations.AnyAsync(o => o.ElderId == id, Cancel));
        Assert.Equal(1, await db.Changes.CountAsync(c => c.Action == "elder.enrolled", Cancel));
    }

    [Theory]
    [BothStores]
    public async Task A_known_number_is_refused_without_saying_who_or_where(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var draft = await Draft(host);
        await Enrol(host, draft);

        var again = await Enrol(
            host,
            draft with
            {
                Name = "李四",
                IdNumber = " " + draft.IdNumber!.ToLowerInvariant(),
            }
        );

        var refusal = Assert.Single(again.Refusals);
        Assert.Equal("elder.numberKnown", refusal.Code);
        Assert.DoesNotContain("张桂英", refusal.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("东阳关", refusal.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [BothStores]
    public async Task Somebody_alike_is_enrolled_only_when_said_to_be_another(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var draft = await Draft(host) with { IdNumber = null, BirthDate = new DateOnly(1941, 3, 2) };
        await Enrol(host, draft);

        Assert.Equal("elder.alike", (await Enrol(host, draft)).Refusals.Single().Code);
        Assert.True((await Enrol(host, draft with { IsSomebodyElse = true })).Succeeded);
    }

    [Theory]
    [BothStores]
    public async Task Every_contradiction_is_told_at_once_with_its_field(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var draft = await Draft(host);

        var refused = await Enrol(
            host,
            draft with
            {
                Name = "张3",
                Sex = Sex.Male,
                BirthDate = new DateOnly(1950, 1, 1),
                HomeId = null,
                Phone = "138",
                Categories = [new CategoryClaim("nonsense")],
                Consent = ConsentState.Refused,
                ConsentGivenBy = null,
                Contacts = [new ContactDraft(null, null, "13800001234")],
            }
        );

        Assert.Equal(
            [
                "Name",
                "Sex",
                "BirthDate",
                "HomeId",
                "Phone",
                "Categories[nonsense]",
                "ConsentGivenBy",
                "Contacts[0].Name",
            ],
            refused.Refusals.Select(r => r.Field)
        );
        Assert.All(refused.Refusals, r => Assert.NotEmpty(r.Remedy));
    }

    [Theory]
    [BothStores]
    public async Task Nobody_is_enrolled_outside_the_scope(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var draft = await Draft(host);

        var refused = await host.Do<EnrolElder, Result<Guid>>(e => e.Run(draft, Scope.Nothing, Actor.Local, Cancel));

        Assert.Equal("elder.outOfScope", refused.Refusals.Single().Code);
    }

    private static Task<Result<Guid>> Enrol(TestHost host, ElderDraft draft) =>
        host.Do<EnrolElder, Result<Guid>>(e => e.Run(draft, Scope.Everything, Actor.Local, Cancel));

    private static async Task<ElderDraft> Draft(TestHost host)
    {
        await using var db = host.Store.Open();
        var home = await db.Divisions.SingleAsync(d => d.Code == "140426101201", Cancel);
        return new ElderDraft
        {
            Name = "张桂英",
            IdNumber = ElderSheet.Number(1)[..16] + "2" is var n ? Identity.IdNumberTests.Complete(n) : "",
            HomeId = home.Id,
            Phone = "13800001234",
            Categories = [new CategoryClaim("livingAlone")],
            Consent = ConsentState.Willing,
            ConsentGivenBy = "本人",
        };
    }
}
