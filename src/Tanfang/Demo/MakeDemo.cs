using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Obligations;
using Tanfang.Policy;
using Tanfang.Shared;
using Tanfang.Workforce;

namespace Tanfang.Demo;

/// <summary>What was made, and the digest by which two runs are compared.</summary>
public sealed record DemoMade(int Elders, int Visits, int Obligations, int Outcomes, string Digest);

/// <summary>
/// Fills an empty registry with synthetic people over real divisions, with a history that the policy library judged: the same recipe gives
/// the same people, visits and figures. In one transaction: whole or not at all.
/// </summary>
public sealed class MakeDemo(TanfangDb db, WriteGate gate, Vault vault, PolicySet policies, TimeProvider clock)
{
    private const int ChunkSize = 250;

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

        return await gate.Write(db, () => Write(recipe, villages, cancel), cancel);
    }

    private async Task<DemoMade> Write(DemoRecipe recipe, List<DemoVillage> villages, CancellationToken cancel)
    {
        if (db.IsSqlite)
        {
            // Rows of people in no order touch every page of the indexes; with the default 2 MB most would be read again.
            await db.Database.ExecuteSqlRawAsync("pragma cache_size = -400000", cancel);
        }

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
        var chunks = Enumerable
            .Range(0, recipe.Elders)
            .Chunk(ChunkSize)
            .AsParallel()
            .AsOrdered()
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(chunk =>
                chunk.Select(i => new DemoLife(recipe, i, villages, codes, situations, vault, policies, now)).ToList()
            );
        foreach (var lives in chunks)
        {
            await WriteRows.Insert(db, [.. lives.Select(l => l.Elder.Elder)], cancel);
            await WriteRows.Insert(db, [.. lives.SelectMany(l => l.Elder.Facts)], cancel);
            await WriteRows.Insert(db, [.. lives.SelectMany(l => l.Elder.Contacts)], cancel);
            await WriteRows.Insert(db, [.. lives.SelectMany(l => l.Elder.Members)], cancel);
            await WriteRows.Insert(db, [.. lives.SelectMany(l => l.Elder.Responsibilities)], cancel);
            await WriteRows.Insert(db, [.. lives.SelectMany(l => l.Elder.Visits)], cancel);
            await WriteRows.Insert(db, [.. lives.SelectMany(l => l.Obligations)], cancel);
            await WriteRows.Insert(db, [.. lives.SelectMany(l => l.Outcomes)], cancel);
            foreach (var life in lives)
            {
                digest.AppendData(Encoding.UTF8.GetBytes(life.Summary));
            }

            made = made with
            {
                Elders = made.Elders + lives.Count,
                Visits = made.Visits + lives.Sum(l => l.Elder.Visits.Count),
                Obligations = made.Obligations + lives.Sum(l => l.Obligations.Count),
                Outcomes = made.Outcomes + lives.Sum(l => l.Outcomes.Count),
            };
        }

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
