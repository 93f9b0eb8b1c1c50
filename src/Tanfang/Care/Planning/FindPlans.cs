using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Care.Planning;

/// <summary>Which plans. Unknown words are ignored, as if they had not been asked.</summary>
/// <param name="What">review, measure, owner, all, none; else whatever waits.</param>
/// <param name="Kind">A key of <see cref="HelpKinds"/>.</param>
public sealed record PlanFilter(int? DivisionId, string? What, string? Kind, int? Page = null, int? Size = null);

/// <summary>A line of the worklist; of somebody without a plan the person alone.</summary>
public sealed record PlanRow(
    Guid ElderId,
    string Name,
    int HomeId,
    string Kinds,
    string? Owner,
    DateOnly? ReviewOn,
    DateOnly? MeasureBy,
    bool OwnerWorks
);

/// <summary>One page of the worklist, what waits longest first; who has no plan in administrative order.</summary>
public sealed class FindPlans(TanfangDb db, DuePlans due, StaleFiles files, TimeProvider clock)
{
    public Task<Page<PlanRow>> Run(Scope scope, PlanFilter filter, CancellationToken cancel) =>
        filter.What == "none" ? Without(scope, filter, cancel) : With(scope, filter, cancel);

    private async Task<Page<PlanRow>> With(Scope scope, PlanFilter filter, CancellationToken cancel)
    {
        var today = clock.Today();
        var plans = due.InForce(scope);
        if (filter.DivisionId is { } division)
        {
            var homes = db.Divisions.Within(division);
            plans = plans.Where(x => homes.Any(d => d.Id == x.Elder.HomeId));
        }

        if (filter.Kind is { } kind && HelpKinds.Shipped.Knows(kind))
        {
            plans = plans.Where(x => x.Plan.Kinds.Contains("|" + kind + "|"));
        }

        plans = filter.What switch
        {
            "review" => plans.Where(x => x.Plan.ReviewOn < today),
            "measure" => plans.Where(x => x.Plan.MeasureBy < today),
            "owner" => due.WithoutOwner(plans),
            "all" => plans,
            _ => due.Due(plans),
        };
        var (total, number, size) = await Count(plans, filter, cancel);
        var rows = await plans
            .OrderBy(x => x.Plan.DueOn)
            .ThenBy(x => x.Elder.PinyinKey)
            .ThenBy(x => x.Plan.Id)
            .Skip((number - 1) * size)
            .Take(size)
            .Select(x => new
            {
                x.Plan,
                x.Elder.Id,
                x.Elder.Name,
                x.Elder.HomeId,
                Owner = db.Visitors.Where(v => v.Id == x.Plan.OwnerId).Select(v => v.Name).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var ids = rows.ConvertAll(r => r.Plan.Id);
        var gone = await due.WithoutOwner(due.InForce(scope).Where(x => ids.Contains(x.Plan.Id)))
            .Select(x => x.Plan.Id)
            .ToHashSetAsync(cancel);
        return new Page<PlanRow>(
            [
                .. rows.Select(r => new PlanRow(
                    r.Id,
                    r.Name,
                    r.HomeId,
                    r.Plan.Kinds,
                    r.Owner,
                    r.Plan.ReviewOn,
                    r.Plan.MeasureBy,
                    !gone.Contains(r.Plan.Id)
                )),
            ],
            number,
            size,
            total
        );
    }

    private async Task<Page<PlanRow>> Without(Scope scope, PlanFilter filter, CancellationToken cancel)
    {
        var people = files
            .Registered(scope)
            .Where(e => !db.HelpPlans.Any(p => p.PersonId == e.Id && p.EndedOn == null));
        if (filter.DivisionId is { } division)
        {
            var homes = db.Divisions.Within(division);
            people = people.Where(e => homes.Any(d => d.Id == e.HomeId));
        }

        var (total, number, size) = await Count(people, filter, cancel);
        var rows = await people
            .AsNoTracking()
            .Join(db.Divisions, e => e.HomeId, d => d.Id, (e, d) => new { e, d.Code })
            .OrderBy(x => x.Code)
            .ThenBy(x => x.e.PinyinKey)
            .ThenBy(x => x.e.Id)
            .Skip((number - 1) * size)
            .Take(size)
            .Select(x => new PlanRow(x.e.Id, x.e.Name, x.e.HomeId, "", null, null, null, true))
            .ToListAsync(cancel);
        return new Page<PlanRow>(rows, number, size, total);
    }

    private static async Task<(int Total, int Number, int Size)> Count<T>(
        IQueryable<T> rows,
        PlanFilter filter,
        CancellationToken cancel
    )
    {
        var size = Page<PlanRow>.SizeFrom(filter.Size);
        var total = await rows.CountAsync(cancel);
        return (total, Math.Clamp(filter.Page ?? 1, 1, Math.Max(1, (total + size - 1) / size)), size);
    }
}
