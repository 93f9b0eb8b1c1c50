using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Registry.Merging;

/// <summary>By what two files look like one person's.</summary>
public enum AlikeBy
{
    /// <summary>A number typed into one is another's, or stands in its 残疾人证号.</summary>
    Number,

    /// <summary>Same sound of the name, same birth date, same village.</summary>
    Name,

    /// <summary>Same whole phone number, not one household.</summary>
    Phone,

    /// <summary>Somebody has looked: not one person.</summary>
    Apart,
}

/// <summary>Two files that may be one person's.</summary>
public sealed record AlikePair
{
    public required Guid One { get; init; }

    public required Guid Other { get; init; }
}

/// <summary>
/// 疑似重复 within a scope, in the store and by digests: nothing sealed is opened. Two files with a number each are two people, as they are
/// to an import: numbers are unique and checked.
/// </summary>
public sealed class FindDuplicates(TanfangDb db)
{
    public async Task<Page<AlikePair>> Run(Scope scope, AlikeBy by, int page, int size, CancellationToken cancel)
    {
        var pairs = Pairs(scope, by);
        var total = await pairs.CountAsync(cancel);
        var number = Math.Clamp(page, 1, Math.Max(1, (total + size - 1) / size));
        var rows = await pairs
            .OrderBy(p => p.One)
            .ThenBy(p => p.Other)
            .Skip((number - 1) * size)
            .Take(size)
            .ToListAsync(cancel);
        return new Page<AlikePair>(rows, number, size, total);
    }

    public Task<int> Count(Scope scope, AlikeBy by, CancellationToken cancel) => Pairs(scope, by).CountAsync(cancel);

    private IQueryable<AlikePair> Pairs(Scope scope, AlikeBy by)
    {
        var people = db.EldersOf(scope).AsNoTracking();
        var told = db.ElderPairs.Where(p => p.Until == null);
        if (by == AlikeBy.Apart)
        {
            return Told(people, told.Where(p => p.Is == PairIs.NotSame));
        }

        var alike = by switch
        {
            AlikeBy.Number => Certified(people)
                .Union(BothCertified(people))
                .Union(Told(people, told.Where(p => p.Is == PairIs.SameNumber))),
            AlikeBy.Name => Named(people),
            _ => SamePhone(people),
        };
        return alike.Where(a =>
            !told.Any(p =>
                p.Is == PairIs.NotSame
                && ((p.OneId == a.One && p.OtherId == a.Other) || (p.OneId == a.Other && p.OtherId == a.One))
            )
        );
    }

    private static IQueryable<AlikePair> Told(IQueryable<Elder> people, IQueryable<ElderPair> pairs) =>
        pairs
            .Where(p => people.Any(e => e.Id == p.OneId) && people.Any(e => e.Id == p.OtherId))
            .Select(p => new AlikePair { One = p.OneId, Other = p.OtherId });

    private static IQueryable<AlikePair> Named(IQueryable<Elder> people) =>
        people
            .Join(
                people,
                e => new
                {
                    e.HomeId,
                    e.PinyinKey,
                    e.BirthDate,
                },
                e => new
                {
                    e.HomeId,
                    e.PinyinKey,
                    e.BirthDate,
                },
                (One, Other) => new { One, Other }
            )
            .Where(p => p.One.Id.CompareTo(p.Other.Id) < 0)
            .Where(p => p.One.IdNumberIndex == null || p.Other.IdNumberIndex == null)
            .Select(p => new AlikePair { One = p.One.Id, Other = p.Other.Id });

    /// <summary>A couple shares a phone, and so does a household.</summary>
    private static IQueryable<AlikePair> SamePhone(IQueryable<Elder> people) =>
        people
            .Where(e => e.PhoneIndex != null)
            .Join(people, e => e.PhoneIndex, e => e.PhoneIndex, (One, Other) => new { One, Other })
            .Where(p => p.One.Id.CompareTo(p.Other.Id) < 0)
            .Where(p => p.One.IdNumberIndex == null || p.Other.IdNumberIndex == null)
            .Where(p => p.One.HouseholdId != p.Other.HouseholdId)
            .Where(p => p.One.Sex == p.Other.Sex || p.One.Sex == Sex.Unknown || p.Other.Sex == Sex.Unknown)
            .Select(p => new AlikePair { One = p.One.Id, Other = p.Other.Id });

    private static IQueryable<AlikePair> Certified(IQueryable<Elder> people) =>
        people
            .Where(e => e.CertificateIndex != null)
            .Join(people, e => e.CertificateIndex, e => e.IdNumberIndex, (One, Other) => new { One, Other })
            .Where(p => p.One.Id != p.Other.Id)
            .Select(p => new AlikePair { One = p.One.Id, Other = p.Other.Id });

    private static IQueryable<AlikePair> BothCertified(IQueryable<Elder> people) =>
        people
            .Where(e => e.CertificateIndex != null && e.IdNumberIndex == null)
            .Join(people, e => e.CertificateIndex, e => e.CertificateIndex, (One, Other) => new { One, Other })
            .Where(p => p.Other.IdNumberIndex == null && p.One.Id.CompareTo(p.Other.Id) < 0)
            .Select(p => new AlikePair { One = p.One.Id, Other = p.Other.Id });
}
