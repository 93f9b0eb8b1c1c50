using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Screening.Opening;

/// <summary>What somebody at the county entered to open a round.</summary>
public sealed record NewRound(
    Guid Id,
    Division? County,
    string? Title,
    string? PackId,
    string? Document,
    DateOnly? DueOn,
    IReadOnlyList<string> Forms
);

/// <summary>开展一轮摸底排查: from today, with every household that the registry knows in the county today.</summary>
public sealed class OpenRound(TanfangDb db, WriteGate gate, PolicySet policies, TimeProvider clock)
{
    public async Task<Result<Guid>> Run(Scope scope, Actor actor, NewRound asked, CancellationToken cancel)
    {
        var wrong = Guards(scope, asked).ToList();
        if (wrong.Count > 0)
        {
            return wrong;
        }

        return await gate.Write<Result<Guid>>(db, () => Within(scope, actor, asked, cancel), cancel);
    }

    private async Task<Result<Guid>> Within(Scope scope, Actor actor, NewRound asked, CancellationToken cancel)
    {
        var (county, title) = (asked.County!.Id, asked.Title!.Trim());
        if (await db.ScreeningRounds.AnyAsync(r => r.Id == asked.Id, cancel))
        {
            return asked.Id;
        }

        if (
            await db.ScreeningRounds.AnyAsync(
                r => r.DivisionId == county && r.ClosedAt == null && r.Title == title,
                cancel
            )
        )
        {
            return new Refusal("screening.twice", "本县正在开展同名的排查", "请打开那一轮，或换一个标题", "Title");
        }

        var pack = policies.Packs.FirstOrDefault(p => p.Id == asked.PackId);
        var round = new ScreeningRound
        {
            Id = asked.Id,
            DivisionId = county,
            Title = title,
            Document = pack?.Document.Name ?? asked.Document!.Trim(),
            PackId = pack?.Id,
            Form = string.Join(',', ScreeningForm.All.Select(f => f.Key).Where(asked.Forms.Contains)),
            OpenedOn = clock.Today(),
            DueOn = asked.DueOn!.Value,
            OpenedAt = clock.Now(),
            OpenedBy = actor.Id,
        };
        db.ScreeningRounds.Add(round);
        db.Changes.Add(ChangeEntry.Of(actor, clock, "screening.opened", round.Id.ToString("N"), asked.County.Code));
        await db.SaveChangesAsync(cancel);
        var (households, persons) = ListHouseholds.Of(round.Id, await Known(scope, county, cancel), clock.Now());
        await WriteRows.Insert(db, households, cancel);
        await WriteRows.Insert(db, persons, cancel);
        return round.Id;
    }

    private Task<List<KnownHome>> Known(Scope scope, int county, CancellationToken cancel)
    {
        var homes = db.Divisions.Within(county);
        return db.EldersOf(scope)
            .Where(e => e.LeftOn == null && homes.Any(d => d.Id == e.HomeId))
            .Select(e => new KnownHome(e.Id, e.HouseholdId ?? e.Id, e.HomeId, e.PinyinKey))
            .ToListAsync(cancel);
    }

    private IEnumerable<Refusal> Guards(Scope scope, NewRound asked)
    {
        if (asked.County is not { Level: DivisionLevel.County } county || !county.IsValidOn(clock.Today()))
        {
            yield return new(
                "screening.county",
                "没有选县（市、区、旗）",
                "摸底排查由县级开展，请选到县级",
                "Division"
            );
        }
        else if (!scope.Covers(county))
        {
            yield return new("screening.scope", "这个县不在您的数据范围内", "请由本县民政部门开展", "Division");
        }

        if (string.IsNullOrWhiteSpace(asked.Title) || asked.Title.Trim().Length > 100)
        {
            yield return new("screening.title", "没有写标题，或超过 100 个字", "如：2026年冬季摸底排查", "Title");
        }

        if (policies.Packs.All(p => p.Id != asked.PackId) && Plain(asked.Document) is not { Length: <= 200 })
        {
            yield return new(
                "screening.document",
                "没有写依据的文件",
                "请选一份文件，或写明文号（200 字以内）",
                "Document"
            );
        }

        if (asked.DueOn is not { } due || due < clock.Today())
        {
            yield return new("screening.due", "没有填截止日期，或已经过去", "请填今天或以后的日期", "DueOn");
        }

        if (!ScreeningForm.All.Any(f => asked.Forms.Contains(f.Key)))
        {
            yield return new("screening.form", "没有选问什么", "请至少选一份文件要求的内容", "Forms");
        }
    }

    private static string? Plain(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
