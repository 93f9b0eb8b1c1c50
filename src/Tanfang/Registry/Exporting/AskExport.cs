using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry.Browsing;
using Tanfang.Shared;

namespace Tanfang.Registry.Exporting;

/// <summary>Asks for many people whole. Nothing leaves before somebody else agrees.</summary>
public sealed class AskExport(TanfangDb db, WriteGate gate, FindElders find, TimeProvider clock)
{
    private const int ShortestWords = 6;

    /// <param name="filter">Whose: division, category, state and responsible are kept, a name is not.</param>
    /// <param name="said">What it is needed for, in words.</param>
    public async Task<Result<Guid>> Run(
        CurrentUser user,
        ElderFilter filter,
        string? purpose,
        string? said,
        CancellationToken cancel
    )
    {
        if (user == CurrentUser.Local)
        {
            return new Refusal("export.open", "尚未启用登录，不能导出完整名单", "请先建立账号：要有第二个人批准");
        }

        var refusals = new List<Refusal>();
        if (!await db.Divisions.Within(user.Scope).AnyAsync(d => d.Id == filter.DivisionId, cancel))
        {
            refusals.Add(new("export.division", "没有选区划，或它不在您的数据范围内", "请选择区划", "Division"));
        }

        if (Purpose.Of(purpose) is null)
        {
            refusals.Add(new("export.purpose", "没有选择用途", "请选一项用途", "Purpose"));
        }

        if (said?.Trim().Length is null or < ShortestWords or > 200)
        {
            refusals.Add(
                new(
                    "export.words",
                    $"没有写明用来做什么，或不在 {ShortestWords} 到 200 字之间",
                    "请写明事由，不要写老人姓名",
                    "Words"
                )
            );
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var people = (await find.Run(user.Scope, filter with { Size = 1 }, cancel)).Total;
        if (people is 0 or > FullExport.MostPeople)
        {
            return new Refusal(
                "export.count",
                people == 0 ? "没有符合条件的老人" : $"共 {people} 人，一次最多 {FullExport.MostPeople} 人",
                people == 0 ? "请改条件" : "请按乡镇分开申请",
                "Division"
            );
        }

        var now = clock.Now();
        var asked = new FullExport
        {
            Id = Guid.CreateVersion7(now),
            AskedBy = user.Actor.Id,
            AskedAt = now,
            DivisionId = filter.DivisionId!.Value,
            Category = filter.Category,
            State = filter.State,
            Responsible = filter.Responsible,
            Purpose = purpose!,
            Words = said!.Trim(),
            People = people,
        };
        await gate.Write(
            db,
            () =>
            {
                db.FullExports.Add(asked);
                db.Changes.Add(
                    ChangeEntry.Of(
                        user.Actor,
                        clock,
                        "export.asked",
                        asked.Id.ToString("N"),
                        $"{asked.Purpose}, people={people}"
                    )
                );
                return db.SaveChangesAsync(cancel);
            },
            cancel
        );
        return asked.Id;
    }
}
