using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Registry.Browsing;

/// <summary>What a reader asks of the list. Unknown words are ignored, as if they had not been asked.</summary>
public sealed record ElderFilter
{
    /// <summary>The division with everything below it.</summary>
    public int? DivisionId { get; init; }

    /// <summary>Characters of the name, its pinyin or its initials.</summary>
    public string? Name { get; init; }

    public string? Category { get; init; }

    /// <summary>in (在册, the default), under (未满60), left (已离开), refused (拒绝), all.</summary>
    public string? State { get; init; }

    /// <summary>Only these, when a search has found them already.</summary>
    public IReadOnlyList<Guid>? Ids { get; init; }

    /// <summary>yes or no: whether somebody is responsible today.</summary>
    public string? Responsible { get; init; }

    /// <summary>village (the default), name, birth, enrolled; with - before it the other way round.</summary>
    public string? Sort { get; init; }

    public int? Page { get; init; }

    public int? Size { get; init; }
}

public sealed record ElderRow(
    Guid Id,
    string Name,
    Sex Sex,
    DateOnly BirthDate,
    int HomeId,
    string CategoriesNow,
    ConsentState Consent,
    DateOnly EnrolledOn,
    DateOnly? LeftOn,
    string? LeftReason,
    string? Responsible
);

/// <summary>老人台账: one page of the people in scope.</summary>
public sealed class FindElders(TanfangDb db, RegistryWords words, TimeProvider clock)
{
    public async Task<Page<ElderRow>> Run(Scope scope, ElderFilter filter, CancellationToken cancel)
    {
        var today = clock.Today();
        var size = Page<ElderRow>.SizeFrom(filter.Size);
        var people = ByState(Filtered(db.EldersOf(scope), filter, today), filter.State, today).Named(db, filter.Name);
        var total = await people.CountAsync(cancel);
        var number = Math.Clamp(filter.Page ?? 1, 1, Math.Max(1, (total + size - 1) / size));
        var ids = await Sorted(people, filter.Sort).Skip((number - 1) * size).Take(size).ToListAsync(cancel);
        return new Page<ElderRow>(await Rows(ids, today, cancel), number, size, total);
    }

    private IQueryable<Elder> Filtered(IQueryable<Elder> people, ElderFilter filter, DateOnly today)
    {
        if (filter.DivisionId is { } id)
        {
            var homes = db.Divisions.Where(d =>
                d.Id == id || d.ProvinceId == id || d.CityId == id || d.CountyId == id || d.TownshipId == id
            );
            people = people.Where(e => homes.Any(d => d.Id == e.HomeId));
        }

        if (filter.Ids is { } ids)
        {
            people = people.Where(e => ids.Contains(e.Id));
        }

        if (filter.Category is { Length: > 0 } category && words.Knows(category))
        {
            var held = $"|{category}|";
            people = people.Where(e => e.CategoriesNow.Contains(held));
        }

        var responsible = db.Responsibilities.Where(r => r.From <= today && (r.Until == null || r.Until > today));
        return filter.Responsible switch
        {
            "yes" => people.Where(e => responsible.Any(r => r.ElderId == e.Id)),
            "no" => people.Where(e => !responsible.Any(r => r.ElderId == e.Id)),
            _ => people,
        };
    }

    private IQueryable<Elder> ByState(IQueryable<Elder> people, string? state, DateOnly today)
    {
        var bornUntil = today.AddYears(-words.ElderAge);
        return state switch
        {
            "all" => people,
            "under" => people.Where(e => e.LeftOn == null && e.BirthDate > bornUntil),
            "left" => people.Where(e => e.LeftOn != null),
            "refused" => people.Where(e => e.LeftOn == null && e.ConsentNow == ConsentState.Refused),
            _ => people.Where(e => e.LeftOn == null && e.BirthDate <= bornUntil),
        };
    }

    private IQueryable<Guid> Sorted(IQueryable<Elder> people, string? sort)
    {
        var byVillage = people.Join(db.Divisions, e => e.HomeId, d => d.Id, (e, d) => new { e, d.Code });
        return sort switch
        {
            "name" => people.OrderBy(e => e.PinyinKey).ThenBy(e => e.Id).Select(e => e.Id),
            "-name" => people.OrderByDescending(e => e.PinyinKey).ThenBy(e => e.Id).Select(e => e.Id),
            "birth" => people.OrderBy(e => e.BirthDate).ThenBy(e => e.Id).Select(e => e.Id),
            "-birth" => people.OrderByDescending(e => e.BirthDate).ThenBy(e => e.Id).Select(e => e.Id),
            "enrolled" => people.OrderBy(e => e.EnrolledOn).ThenBy(e => e.Id).Select(e => e.Id),
            "-enrolled" => people.OrderByDescending(e => e.EnrolledOn).ThenBy(e => e.Id).Select(e => e.Id),
            "-village" => byVillage
                .OrderByDescending(x => x.Code)
                .ThenBy(x => x.e.PinyinKey)
                .ThenBy(x => x.e.Id)
                .Select(x => x.e.Id),
            _ => byVillage.OrderBy(x => x.Code).ThenBy(x => x.e.PinyinKey).ThenBy(x => x.e.Id).Select(x => x.e.Id),
        };
    }

    private async Task<List<ElderRow>> Rows(List<Guid> ids, DateOnly today, CancellationToken cancel)
    {
        var rows = await db
            .Elders.Where(e => ids.Contains(e.Id))
            .Select(e => new ElderRow(
                e.Id,
                e.Name,
                e.Sex,
                e.BirthDate,
                e.HomeId,
                e.CategoriesNow,
                e.ConsentNow,
                e.EnrolledOn,
                e.LeftOn,
                e.LeftReason,
                db.Responsibilities.Where(r =>
                        r.ElderId == e.Id && r.From <= today && (r.Until == null || r.Until > today)
                    )
                    .Join(db.Visitors, r => r.VisitorId, v => v.Id, (r, v) => v.Name)
                    .FirstOrDefault()
            ))
            .ToListAsync(cancel);
        return [.. rows.OrderBy(r => ids.IndexOf(r.Id))];
    }
}
