using Microsoft.EntityFrameworkCore;
using Tanfang.Care;
using Tanfang.Care.Planning;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Demo;

/// <summary>Plans for a few of the synthetic people, some past their review: read back from the store, so that nobody's way of writing matters.</summary>
internal sealed class DemoPlans(TanfangDb db, Vault vault)
{
    private const int Most = 60;

    private static readonly (string Kind, string What, string Body)[] Measures =
    [
        ("lifeCare", "每周两次送餐上门，代购米面药品", "村（社区）日间照料中心"),
        ("comfort", "每周打一次电话，陪老人说说话", "老伙伴互助队"),
        ("hazards", "更换老化的电线和燃气软管", "乡镇（街道）民政办"),
        ("rehabilitation", "家庭医生每月上门一次，指导康复", "乡镇卫生院"),
        ("benefits", "帮助申请高龄津贴", "乡镇（街道）民政办"),
    ];

    public async Task Write(DemoRecipe recipe, CancellationToken cancel)
    {
        var people = await db
            .Elders.AsNoTracking()
            .Where(e => e.LeftOn == null && e.ConsentNow == ConsentState.Willing)
            .Join(
                db.Responsibilities.Where(r => r.Until == null),
                e => e.Id,
                r => r.ElderId,
                (e, r) => new { Elder = e, r.VisitorId }
            )
            .OrderBy(x => x.Elder.Id)
            .Take(Most)
            .ToListAsync(cancel);
        var (plans, versions, measures) = (new List<HelpPlan>(), new List<HelpPlanVersion>(), new List<HelpMeasure>());
        for (var i = 0; i < people.Count; i++)
        {
            var made = Later(recipe.Today.AddDays(-20 - i % 11 * 8), people[i].Elder.EnrolledOn);
            var draft = Draft(recipe, i, people[i].VisitorId, made);
            var plan = new HelpPlan
            {
                Id = recipe.Id(DemoPerson.At(made, 9), "plan", i),
                ElderId = people[i].Elder.Id,
                PersonId = people[i].Elder.Id,
                MadeOn = made,
                Number = 1,
            };
            AppendVersion.Repeat(plan, draft);
            plans.Add(plan);
            var seal = vault.SealOf(people[i].Elder);
            var (version, rows) = AppendVersion.Rows(plan, draft, seal, Actor.Demo, DemoPerson.At(made, 9));
            versions.Add(version);
            measures.AddRange(rows);
        }

        await WriteRows.Insert(db, plans, cancel);
        await WriteRows.Insert(db, versions, cancel);
        await WriteRows.Insert(db, measures, cancel);
    }

    private static PlanDraft Draft(DemoRecipe recipe, int i, Guid owner, DateOnly made)
    {
        MeasureDraft Measure(int line, int number)
        {
            var (kind, what, body) = Measures[number % Measures.Length];
            var id = recipe.Id(DemoPerson.At(made, 9), "measure", i, line);
            var done = line == 1 && i % 2 == 0 ? Later(made, recipe.Today.AddDays(-3)) : (DateOnly?)null;
            return line == 0
                ? new MeasureDraft(line, id, kind, what, owner, null, recipe.Today.AddDays(30 + i), done)
                : new MeasureDraft(line, id, kind, what, null, body, recipe.Today.AddDays(i % 9 == 1 ? -5 : 40), done);
        }

        // Every sixth was to be gone through some days ago.
        var review = recipe.Today.AddDays(i % 6 == 0 ? -1 - i : 20 + i);
        return new PlanDraft(
            recipe.Id(DemoPerson.At(made, 9), "planVersion", i),
            HelpPlanAct.Made,
            made,
            owner,
            Later(review, made),
            null,
            [Measure(0, i), Measure(1, i + 2)]
        );
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
