using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Privacy.Retaining;

/// <summary>Somebody whose time is over, and whether their erasure was asked for.</summary>
public sealed record Expired(Elder Elder, RetentionPeriod Period, bool IsAsked);

/// <summary>Whose time of keeping is over: people who left, by why they left; never anybody still enrolled. Reading changes nothing.</summary>
public sealed class FindExpired(TanfangDb db, TimeProvider clock)
{
    /// <summary>The whole number by kind of period, those without any left out.</summary>
    public async Task<IReadOnlyList<(RetentionPeriod Period, int People)>> Count(Scope scope, CancellationToken cancel)
    {
        var counts = new List<(RetentionPeriod, int)>();
        foreach (var period in RetentionPeriods.All.Where(p => p.Years is not null))
        {
            if (await Of(scope, period).CountAsync(cancel) is > 0 and var people)
            {
                counts.Add((period, people));
            }
        }

        return counts;
    }

    /// <summary>Whoever left first comes first.</summary>
    public async Task<IReadOnlyList<Expired>> List(Scope scope, int most, CancellationToken cancel)
    {
        var found = new List<Elder>();
        foreach (var period in RetentionPeriods.All.Where(p => p.Years is not null))
        {
            found.AddRange(
                await Of(scope, period).AsNoTracking().OrderBy(e => e.LeftOn).Take(most).ToListAsync(cancel)
            );
        }

        var shown = found.OrderBy(e => e.LeftOn).ThenBy(e => e.Id).Take(most).ToList();
        var ids = shown.Select(e => e.Id).ToList();
        var asked = await db
            .Erasures.Where(e => ids.Contains(e.ElderId) && e.State == ErasureState.Waiting)
            .Select(e => e.ElderId)
            .ToListAsync(cancel);
        return [.. shown.Select(e => new Expired(e, RetentionPeriods.Of(e.LeftReason), asked.Contains(e.Id)))];
    }

    private IQueryable<Elder> Of(Scope scope, RetentionPeriod period)
    {
        var latest = clock.Today().AddYears(-period.Years!.Value);
        var left = db.EldersOf(scope).Where(e => e.LeftOn != null && e.LeftOn <= latest);
        var named = RetentionPeriods
            .All.Where(p => p.Years is not null && p.Key != "other")
            .Select(p => p.Key)
            .ToList();
        return period.Key == "other"
            ? left.Where(e => e.LeftReason == null || !named.Contains(e.LeftReason))
            : left.Where(e => e.LeftReason == period.Key);
    }
}
