using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Registry.Recording;

/// <summary>A new home is a village that exists on that day, within the asker's reach.</summary>
internal static class HomeGuard
{
    public static async Task<Refusal?> Run(TanfangDb db, Scope scope, int? to, DateOnly on, CancellationToken cancel)
    {
        var home = await db.Divisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == to, cancel);
        return home is null || !home.IsValidOn(on)
                ? new Refusal("fact.home", "没有这个居住地，或当天还没有", "请重新选择", "Division")
            : home.Level != DivisionLevel.Village
                ? new Refusal("fact.homeLevel", $"{home.Name}下面还有村（社区）", "请选到村、社区或嘎查", "Division")
            : !scope.Covers(home)
                ? new Refusal(
                    "fact.homeScope",
                    "这个居住地不在您的数据范围内",
                    "请登记“离开：迁出”，由迁入地接收",
                    "Division"
                )
            : null;
    }
}
