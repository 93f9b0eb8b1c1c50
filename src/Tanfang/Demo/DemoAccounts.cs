using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Demo;

/// <summary>
/// One account for each role of a demo county, so that sign-in can be tried. They hold on this machine only, need no second factor, and end with the first
/// account of an office.
/// </summary>
public sealed class DemoAccounts(TanfangDb db, CreateAccount create, TimeProvider clock)
{
    public const string Password = "yanshi-2026-licheng";

    /// <summary>Names and roles in the order in which they are shown.</summary>
    public static IReadOnlyList<(string Name, Role Role, string What)> All { get; } =
    [
        ("xian", Role.CountyOfficer, "县级民政，看全县"),
        ("xian2", Role.CountyOfficer, "县级民政的同事，批准完整导出"),
        ("zhen", Role.TownshipOfficer, "一个乡镇"),
        ("cun", Role.VillageOfficer, "一个村"),
        ("tanfang", Role.Visitor, "探访人员，只看自己负责的老人"),
        ("jiancha", Role.Inspector, "检查人员，先写明事由"),
        ("chayue", Role.Reader, "市、省级查阅，只看数字"),
        ("guanli", Role.Administrator, "管理员，管账号，不看老人"),
    ];

    /// <summary>Whether they are the only accounts.</summary>
    public async Task<bool> AreOpen(CancellationToken cancel) =>
        await db.Accounts.AnyAsync(a => a.IsDemo, cancel) && !await db.Accounts.AnyAsync(a => !a.IsDemo, cancel);

    /// <summary>Makes them in a demo store that has no account yet; otherwise does nothing.</summary>
    public async Task Run(CancellationToken cancel)
    {
        var demo = await db.StoreInfo.SingleOrDefaultAsync(i => i.Key == StoreInfo.Demo, cancel);
        if (demo is null || await db.Accounts.AnyAsync(cancel))
        {
            return;
        }

        var code = demo.Value.Split('/')[0];
        var root = await db.Divisions.FirstAsync(d => d.Code == code, cancel);
        var today = clock.Today();
        // Who has most people to visit shows most.
        var visitor = await db
            .Responsibilities.Where(r => r.From <= today && (r.Until == null || r.Until > today))
            .GroupBy(r => r.VisitorId)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key)
            .Select(g => g.Key)
            .FirstAsync(cancel);
        var village = await db.Visitors.Where(v => v.Id == visitor).Select(v => v.DivisionId).SingleAsync(cancel);
        var township = await db.Divisions.Where(d => d.Id == village).Select(d => d.TownshipId).SingleAsync(cancel);
        foreach (var (name, role, what) in All)
        {
            var where = role switch
            {
                Role.Visitor or Role.VillageOfficer => village,
                Role.TownshipOfficer => township ?? root.Id,
                _ => root.Id,
            };
            var made = await create.Run(
                new NewAccount(
                    name,
                    $"演示·{what}",
                    "演示机构",
                    OrganisationKind.CountyBureau,
                    role,
                    where,
                    Password,
                    role == Role.Visitor ? visitor : null,
                    IsDemo: true
                ),
                Scope.Everything,
                Actor.Demo,
                cancel
            );
            if (!made.Succeeded)
            {
                throw new InvalidOperationException($"demo account {name}: {made.Refusals[0].Code}");
            }
        }

        // No line of this area begins with 0: it rings nowhere.
        await db.Organisations.ExecuteUpdateAsync(s => s.SetProperty(o => o.DutyPhone, "0355-0000001"), cancel);
    }
}
