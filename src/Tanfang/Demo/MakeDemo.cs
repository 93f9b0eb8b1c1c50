using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
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
/// the same people, visits and figures. In one transaction: whole or not at all.
/// </summary>
public sealed class MakeDemo(TanfangDb db, FillTables fill, Vault vault, PolicySet policies, TimeProvider clock)
{
    private const int ChunkSize = 100;

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

        var villages = await Villages(recipe, cancel);
        if (villages.Count == 0)
        {
            return new Refusal(
                "unknown-division",
                $"没有找到区划 {recipe.Division}，或其下没有村（居）",
                "请填写 6 位县级代码，例如 140426",
                "--division"
            );
        }

        return await fill.Run(DemoLives.Entities, () => Write(recipe, villages, cancel), cancel);
    }

    private async Task<DemoMade> Write(DemoRecipe recipe, List<DemoVillage> villages, CancellationToken cancel)
    {
        var visitors = villages.SelectMany(v =>
            v.Visitors.Select(p => new Visitor
            {
                Id = p.Id,
                Name = p.Name,
                DivisionId = v.Id,
            })
        );
        await WriteRows.Insert(db, [.. visitors], cancel);
        var situations = await Situations(recipe, cancel);
        var now = clock.Now();
        var codes = villages.ToDictionary(v => v.Id);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var made = new DemoMade(0, 0, 0, 0, "");
        DemoLife Live(int index) => new(recipe, index, villages, codes, situations, vault, policies, now);
        var chunks = Enumerable.Range(0, recipe.Elders).Chunk(ChunkSize);
        await foreach (var lives in Ahead.Make(chunks, c => DemoLives.Of(db, [.. c.Select(Live)]), cancel))
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

    private async Task<List<DemoVillage>> Villages(DemoRecipe recipe, CancellationToken cancel)
    {
        var root = await db.Divisions.AsNoTracking().FirstOrDefaultAsync(d => d.Code == recipe.Division, cancel);
        if (root is null)
        {
            return [];
        }

        var rows = await db
            .Divisions.AsNoTracking()
            .Where(d =>
                d.Level == DivisionLevel.Village
                && (
                    d.Id == root.Id
                    || d.TownshipId == root.Id
                    || d.CountyId == root.Id
                    || d.CityId == root.Id
                    || d.ProvinceId == root.Id
                )
            )
            .OrderBy(d => d.Code)
            .ToListAsync(cancel);
        var villages = rows.Select((d, i) => Village(recipe, d, i)).ToList();
        for (var i = 1; i < villages.Count; i++)
        {
            if (rows[i].TownshipId == rows[i - 1].TownshipId)
            {
                villages[i].Neighbour = villages[i - 1];
            }
        }

        return villages;
    }

    private static DemoVillage Village(DemoRecipe recipe, Division division, int index)
    {
        var random = new Random(unchecked((recipe.Seed * 31) + index));
        var visitors = Enumerable
            .Range(0, 1 + random.Next(2))
            .Select(n =>
                (
                    recipe.Id(DemoPerson.At(recipe.Start.AddYears(-3), 9), "visitor", index, n),
                    DemoNames.Name(random, random.Next(2) == 0)
                )
            )
            .ToList();
        return new DemoVillage(
            division.Id,
            division.CountyId!.Value,
            division.Code,
            division.Name,
            DivisionKind.RuralOf(division),
            random.Next(100) < 8,
            visitors
        );
    }

    /// <summary>A spell of extreme weather three weeks ago, long enough to have asked for an extra round.</summary>
    private async Task<IReadOnlyList<Situation>> Situations(DemoRecipe recipe, CancellationToken cancel)
    {
        var root = await db.Divisions.AsNoTracking().FirstAsync(d => d.Code == recipe.Division, cancel);
        var from = recipe.Today.AddDays(-21);
        var row = new SituationWindow
        {
            Id = recipe.Id(DemoPerson.At(from, 8), "situation", 0),
            Kind = "extremeWeather",
            DivisionId = root.Id,
            From = from,
            Until = from.AddDays(4),
            Basis = from.Month is >= 4 and <= 9 ? "演示：暴雨橙色预警" : "演示：寒潮橙色预警",
            RecordedAt = DemoPerson.At(from, 8),
            RecordedBy = Actor.Demo.Id,
        };
        await WriteRows.Insert<SituationWindow>(db, [row], cancel);
        return [new Situation(row.Id.ToString("N"), row.Kind, root.Code, row.From, row.Until, row.RecordedAt)];
    }
}
