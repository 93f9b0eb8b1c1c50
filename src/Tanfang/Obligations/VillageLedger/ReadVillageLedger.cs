using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policies;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;
using ChinaTime = Tanfang.Shared.ChinaTime;

namespace Tanfang.Obligations.VillageLedger;

/// <summary>One elder in the village's ledger, masked as every list is.</summary>
public sealed record LedgerRow(
    Guid ElderId,
    string Name,
    string Sex,
    int Age,
    string Categories,
    string Address,
    string Contact,
    string Responsible,
    string Duties,
    string VisitedOn,
    string Modes
);

/// <summary>村级台账: everybody in the register of one village, with what the month brought. In the order of names, as offices keep it.</summary>
public sealed class ReadVillageLedger(
    TanfangDb db,
    Vault vault,
    PolicySet policies,
    RegistryWords words,
    TimeProvider clock
)
{
    /// <param name="month">First day of the month whose visits are shown; the people are those of today.</param>
    public async Task<IReadOnlyList<LedgerRow>> Run(Scope scope, int village, DateOnly month, CancellationToken cancel)
    {
        var now = clock.Now();
        var today = ChinaTime.DayOf(now);
        var bornUntil = today.AddYears(-words.ElderAge);
        var elders = await db.EldersOf(scope)
            .AsNoTracking()
            .Where(e => e.HomeId == village && e.LeftOn == null && e.BirthDate <= bornUntil)
            .OrderBy(e => e.PinyinKey)
            .ThenBy(e => e.Id)
            .ToListAsync(cancel);
        var ids = elders.ConvertAll(e => e.Id);
        var histories = await new ElderHistories(db).Read(elders.ToDictionary(e => e.Id, e => e.BirthDate), cancel);
        var contacts = await db.Contacts.AsNoTracking().Where(c => ids.Contains(c.ElderId)).ToListAsync(cancel);
        var responsible = await Responsible(ids, today, cancel);
        var until = month.AddMonths(1);
        var visits = await db
            .Visits.Where(v => ids.Contains(v.ElderId) && v.Counts && v.ClosedAt == null)
            .Where(v => v.HappenedOn >= month && v.HappenedOn < until)
            .OrderBy(v => v.HappenedOn)
            .Select(v => new
            {
                v.ElderId,
                v.HappenedOn,
                v.Mode,
            })
            .ToListAsync(cancel);
        return
        [
            .. elders.Select(elder =>
            {
                var seal = elder.WrappedKey is null ? null : vault.SealOf(elder);
                var first = contacts.Where(c => c.ElderId == elder.Id).MinBy(c => c.CallingOrder);
                var mine = visits.Where(v => v.ElderId == elder.Id).ToList();
                return new LedgerRow(
                    elder.Id,
                    Mask.Name(elder.Name),
                    RegistryWords.Of(elder.Sex),
                    RegistryWords.Age(elder.BirthDate, today),
                    string.Join('、', words.ShortNames(elder.CategoriesNow)),
                    seal is null ? "" : Mask.Address(ElderSecrets.Open(seal, elder).Address),
                    seal is null || first is null ? "" : Contact(seal, first),
                    responsible.GetValueOrDefault(elder.Id, "未确定"),
                    Duties(Explain.On(policies, histories[elder.Id], today, now)),
                    string.Join('、', mine.Select(v => $"{v.HappenedOn:M月d日}")),
                    string.Join('、', mine.Select(v => PolicyWords.Ways(v.Mode)).Distinct())
                );
            }),
        ];
    }

    private static string Contact(Seal seal, Contact contact) =>
        $"{Mask.Name(contact.Name)} {Mask.Phone(ElderSecrets.OpenContactPhone(seal, contact))}".Trim();

    private static string Duties(Explanation explanation) =>
        string.Join(
            '；',
            explanation
                .Duties.Where(d => d.Kind == RuleKind.Cadence)
                .Select(d => $"{PolicyWords.HowOften(d.Kind, d.Cadence)}（{d.Citation.Document}）")
                .Distinct()
        );

    private async Task<Dictionary<Guid, string>> Responsible(List<Guid> ids, DateOnly today, CancellationToken cancel)
    {
        var rows = await db
            .Responsibilities.Where(r => ids.Contains(r.ElderId) && r.From <= today)
            .Where(r => r.Until == null || r.Until > today)
            .Join(db.Visitors, r => r.VisitorId, v => v.Id, (r, v) => new { r.ElderId, v.Name })
            .ToListAsync(cancel);
        return rows.GroupBy(r => r.ElderId).ToDictionary(g => g.Key, g => string.Join('、', g.Select(r => r.Name)));
    }
}
