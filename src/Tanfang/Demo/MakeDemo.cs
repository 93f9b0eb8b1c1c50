using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions.Loading;
using Tanfang.Obligations;
using Tanfang.Policy;
using Tanfang.Shared;
using Tanfang.Workforce;

namespace Tanfang.Demo;

/// <summary>What was made, and the digest by which two runs are compared.</summary>
public sealed record DemoMade(int Elders, int Visits, int Obligations, int Outcomes, string Digest)
{
    public static DemoMade operator +(DemoMade a, DemoMade b) =>
        new(a.Elders + b.Elders, a.Visits + b.Visits, a.Obligations + b.Obligations, a.Outcomes + b.Outcomes, a.Digest);
}

/// <summary>
/// Fills an empty registry with synthetic people over real divisions, with a history that the policy library judged: the same recipe gives
/// the same people, visits and figures. In one transaction, with the divisions where there are none: whole or not at all.
/// </summary>
public sealed class MakeDemo(
    TanfangDb db,
    FillTables fill,
    LoadDivisions divisions,
    Vault vault,
    PolicySet policies,
    TimeProvider clock
)
{
    private const int ChunkSize = 100;

    /// <summary>Lives are made while the divisions are being loaded: some 150 MB of them may wait.</summary>
    private const int MostAhead = 64;

    public async Task<Result<DemoMade>> Run(DemoRecipe recipe, CancellationToken cancel)
    {
        if (await db.Elders.AnyAsync(cancel))
        {
            return new Refusal(
                "store-not-empty",
                "登记库中已有老年人",
                "演示数据只能生成在空的数据目录中，请用 --data 指定新目录"
            );
        }

        var villages = await DemoVillages.Of(recipe, db, cancel);
        if (villages.All.Count == 0)
        {
            return new Refusal(
                "unknown-division",
                $"没有找到区划 {recipe.Division}，或其下没有村（居）",
                "请填写 6 位县级代码，例如 140426",
                "--division"
            );
        }

        // Ids sort by elder and number; no visit of a demo corrects another.
        return await fill.Run(
            DemoLives.Entities,
            () => Write(recipe, villages, cancel),
            cancel,
            "elder_id",
            "obligation_id",
            "corrects_id"
        );
    }

    private async Task<DemoMade> Write(DemoRecipe recipe, DemoVillages villages, CancellationToken cancel)
    {
        var weather = Weather(recipe, villages.RootId);
        IReadOnlyList<Situation> situations =
        [
            new(
                weather.Id.ToString("N"),
                weather.Kind,
                recipe.Division,
                weather.From,
                weather.Until,
                weather.RecordedAt
            ),
        ];
        var now = clock.Now();
        var byId = villages.All.ToDictionary(v => v.Id);
        DemoLife Live(int index) => new(recipe, index, villages.All, byId, situations, vault, policies, now);
        var chunks = Enumerable.Range(0, recipe.Elders).Chunk(ChunkSize);
        await using var ahead = Ahead<DemoLives>.Make(
            chunks,
            c => DemoLives.Of(db, [.. c.Select(Live)]),
            MostAhead,
            cancel
        );
        await divisions.InFilling(cancel);
        var visitors = villages.All.SelectMany(v =>
            v.Visitors.Select(p => new Visitor
            {
                Id = p.Id,
                Name = p.Name,
                DivisionId = v.Id,
            })
        );
        await WriteRows.Insert(db, [.. visitors], cancel);
        await WriteRows.Insert(db, [weather], cancel);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var made = new DemoMade(0, 0, 0, 0, "");
        await foreach (var lives in ahead.All())
        {
            foreach (var table in lives.Tables)
            {
                await table.Write(db, cancel);
            }

            digest.AppendData(lives.Digests);
            made += lives.Counts;
        }

        await new DemoPlans(db, vault).Write(recipe, cancel);
        db.StoreInfo.Add(
            new StoreInfo
            {
                Key = StoreInfo.Demo,
                Value = $"{recipe.Division}/{recipe.Elders}/{recipe.Months}/{recipe.Seed}",
            }
        );
        db.Changes.Add(ChangeEntry.Of(Actor.Demo, clock, "demo.made", recipe.Division));
        await db.SaveChangesAsync(cancel);
        return made with { Digest = Convert.ToHexStringLower(digest.GetHashAndReset()) };
    }

    /// <summary>A spell of extreme weather three weeks ago, long enough to have asked for an extra round.</summary>
    private static SituationWindow Weather(DemoRecipe recipe, int root)
    {
        var from = recipe.Today.AddDays(-21);
        return new SituationWindow
        {
            Id = recipe.Id(DemoPerson.At(from, 8), "situation", 0),
            Kind = "extremeWeather",
            DivisionId = root,
            From = from,
            Until = from.AddDays(4),
            Basis = from.Month is >= 4 and <= 9 ? "演示：暴雨橙色预警" : "演示：寒潮橙色预警",
            RecordedAt = DemoPerson.At(from, 8),
            RecordedBy = Actor.Demo.Id,
        };
    }
}
