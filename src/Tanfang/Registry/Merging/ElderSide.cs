using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Registry.Merging;

/// <summary>One line of two files side by side; compared as written, shown masked.</summary>
public sealed record SideLine(string Label, string One, string Other, bool Differs);

/// <summary>A file as it stands beside another.</summary>
public sealed record ElderSide(Elder Elder, ElderSecrets? Secrets, string Village, DateOnly? LastVisit)
{
    /// <summary>Both files line by line, those that differ marked; what neither says is left out.</summary>
    public static IReadOnlyList<SideLine> Compare(ElderSide one, ElderSide other, RegistryWords words) =>
        [
            .. one.Facts(words)
                .Zip(other.Facts(words))
                .Where(p => p.First.Written.Length + p.Second.Written.Length > 0)
                .Select(p => new SideLine(
                    p.First.Label,
                    p.First.Shown,
                    p.Second.Shown,
                    p.First.Written != p.Second.Written
                )),
        ];

    private IEnumerable<(string Label, string Written, string Shown)> Facts(RegistryWords words)
    {
        yield return Plain("姓名", Elder.Name);
        yield return Plain("性别", RegistryWords.Of(Elder.Sex));
        yield return Plain("出生日期", $"{Elder.BirthDate:yyyy-MM-dd}");
        yield return ("公民身份号码", Secrets?.IdNumber ?? "", Or(Mask.Number(Secrets?.IdNumber)));
        yield return (
            "残疾人证号",
            Secrets?.DisabilityCertificate ?? "",
            Or(Mask.Number(Secrets?.DisabilityCertificate))
        );
        yield return ("联系电话", Secrets?.Phone ?? "", Or(Mask.Phone(Secrets?.Phone)));
        yield return Plain("现住", Village);
        yield return Plain("住址", Secrets?.Address);
        yield return Plain("特殊困难类别", string.Join('、', words.ShortNames(Elder.CategoriesNow)));
        yield return Plain("意愿", RegistryWords.Of(Elder.ConsentNow));
        yield return Plain("纳入日期", $"{Elder.EnrolledOn:yyyy-MM-dd}");
        yield return Plain(
            "状态",
            Elder.LeftOn is { } left ? $"{left:yyyy-MM-dd} {RegistryWords.LeftBecause(Elder.LeftReason)}" : "在册"
        );
        yield return Plain("探访", $"{Elder.VisitCount} 次");
        yield return Plain("最近一次", $"{LastVisit:yyyy-MM-dd}");

        static (string, string, string) Plain(string label, string? text) => (label, text ?? "", Or(text));
        static string Or(string? text) => string.IsNullOrEmpty(text) ? "未填" : text;
    }
}

/// <summary>Opens files to be compared, within the scope; an id out of it is left out.</summary>
public sealed class ReadSides(TanfangDb db, Vault vault, DivisionLookup divisions)
{
    public async Task<IReadOnlyDictionary<Guid, ElderSide>> Run(
        Scope scope,
        IEnumerable<Guid> asked,
        CancellationToken cancel
    )
    {
        var ids = asked.Distinct().ToList();
        var elders = await db.EldersOf(scope).AsNoTracking().Where(e => ids.Contains(e.Id)).ToListAsync(cancel);
        var places = await divisions.Named(elders.Select(e => e.HomeId), cancel);
        var last = await db
            .Visits.Where(v => ids.Contains(v.ElderId) && !v.IsAttempt && v.ClosedAt == null)
            .GroupBy(v => v.ElderId)
            .Select(g => new { g.Key, On = g.Max(v => v.HappenedOn) })
            .ToDictionaryAsync(g => g.Key, g => g.On, cancel);
        return elders.ToDictionary(
            e => e.Id,
            e => new ElderSide(
                e,
                e.WrappedKey is null ? null : ElderSecrets.Open(vault.SealOf(e), e),
                places[e.HomeId].Path,
                last.TryGetValue(e.Id, out var on) ? on : null
            )
        );
    }
}
