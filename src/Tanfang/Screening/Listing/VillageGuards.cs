using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Screening.Listing;

/// <summary>A village may still change its part of a round: the round goes on, the village lies in its county and in the scope.</summary>
internal sealed class VillageGuards(TanfangDb db)
{
    public async Task<Refusal?> Run(Scope scope, Guid roundId, int villageId, CancellationToken cancel)
    {
        var round = await db.ScreeningRounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == roundId, cancel);
        var village = await db.Divisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == villageId, cancel);
        return round is null
            || village is null
            || village.Level != DivisionLevel.Village
            || village.CountyId != round.DivisionId
            || !scope.Covers(village)
                ? new Refusal("screening.village", "找不到这一轮排查里的这个村（社区）", "请从名单中重新打开")
            : !round.IsOpen ? new Refusal("screening.closed", "这一轮排查已经结束", "请在新的一轮里作答")
            : null;
    }
}
