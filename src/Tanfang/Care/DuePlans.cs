using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Care;

/// <summary>A plan and the file that answers for its person.</summary>
public sealed class PlanOfElder
{
    public required HelpPlan Plan { get; init; }

    public required Elder Elder { get; init; }
}

/// <summary>帮扶待跟进: plans in force whose review or a measure is past its day, or whose owner no longer works where the person lives.</summary>
public sealed class DuePlans(TanfangDb db, TimeProvider clock)
{
    public Task<int> Count(Scope scope, CancellationToken cancel) => Due(InForce(scope)).CountAsync(cancel);

    /// <summary>A plan ends by itself when its person leaves the register; nothing is written for that.</summary>
    internal IQueryable<PlanOfElder> InForce(Scope scope) =>
        db
            .HelpPlans.AsNoTracking()
            .Where(p => p.EndedOn == null)
            .Join(
                db.EldersOf(scope).AsNoTracking().Where(e => e.LeftOn == null),
                p => p.PersonId,
                e => e.Id,
                (p, e) => new PlanOfElder { Plan = p, Elder = e }
            );

    internal IQueryable<PlanOfElder> Due(IQueryable<PlanOfElder> plans)
    {
        var today = clock.Today();
        var working = Working();
        return plans.Where(x =>
            x.Plan.DueOn < today || !working.Any(w => w.VisitorId == x.Plan.OwnerId && w.HomeId == x.Elder.HomeId)
        );
    }

    internal IQueryable<PlanOfElder> WithoutOwner(IQueryable<PlanOfElder> plans)
    {
        var working = Working();
        return plans.Where(x => !working.Any(w => w.VisitorId == x.Plan.OwnerId && w.HomeId == x.Elder.HomeId));
    }

    /// <summary>Who still works for which home: in its county, or for the city or province above it.</summary>
    private IQueryable<WorksFor> Working()
    {
        var today = clock.Today();
        return from v in db.Visitors
            where v.Until == null || v.Until > today
            join d in db.Divisions on v.DivisionId equals d.Id
            from h in db.Divisions
            where d.CountyId == h.CountyId || d.Id == h.CityId || d.Id == h.ProvinceId
            select new WorksFor { VisitorId = v.Id, HomeId = h.Id };
    }

    private sealed class WorksFor
    {
        public required Guid VisitorId { get; init; }

        public required int HomeId { get; init; }
    }
}
