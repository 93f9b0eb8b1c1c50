using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Emergencies;
using Tanfang.Obligations;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits.Form;
using Tanfang.Visits.Recording;
using Tanfang.Visits.Showing;
using ChinaTime = Tanfang.Shared.ChinaTime;

namespace Tanfang.Visits.Worklist;

/// <summary>Reads what the elder's page, the ledger and the visit sheet show, for all the people of one visitor at once.</summary>
public sealed class GatherItems(
    TanfangDb db,
    Vault vault,
    PolicySet policies,
    RegistryWords words,
    DivisionLookup divisions,
    FindShown shown,
    FindEmergencies emergencies
)
{
    /// <summary>The most that one device is sent.</summary>
    public const int Most = 1000;

    /// <summary>Those in the register within the scope, by pinyin, and how many more there are than <see cref="Most"/>.</summary>
    public async Task<(IReadOnlyList<WorklistItem> Items, int Beyond)> Run(
        Scope scope,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var today = ChinaTime.DayOf(now);
        var theirs = db.EldersOf(scope).AsNoTracking().Where(e => e.LeftOn == null || e.LeftOn > today);
        var elders = await theirs.OrderBy(e => e.PinyinKey).ThenBy(e => e.Id).Take(Most).ToListAsync(cancel);
        var beyond = elders.Count < Most ? 0 : await theirs.CountAsync(cancel) - Most;
        var around = await Around(elders, today, now, cancel);
        var items = new List<WorklistItem>(elders.Count);
        foreach (var elder in elders)
        {
            items.Add(await ItemOf(elder, around, cancel));
        }

        return (items, beyond);
    }

    private sealed record Surroundings(
        DateOnly Today,
        MergedFiles Merged,
        IReadOnlyDictionary<Guid, Seal> Seals,
        IReadOnlyDictionary<int, NamedDivision> Homes,
        ILookup<Guid, Contact> Contacts,
        ILookup<Guid, Obligation> Ledger,
        IReadOnlyDictionary<Guid, Explanation> Explained,
        IReadOnlySet<Guid> VisitedToday,
        IReadOnlyDictionary<Guid, string> Doors,
        ILookup<Guid, EmergencyRow> Emergencies
    );

    private async Task<Surroundings> Around(
        List<Elder> elders,
        DateOnly today,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var ids = elders.ConvertAll(e => e.Id);
        var merged = await MergedFiles.Read(db, ids, cancel);
        var files = merged.Files.ToList();
        var rows = await db
            .Elders.AsNoTracking()
            .Where(e => EF.Parameter(files).Contains(e.Id) && e.WrappedKey != null)
            .ToListAsync(cancel);
        var contacts = await db
            .Contacts.AsNoTracking()
            .Where(c => EF.Parameter(files).Contains(c.ElderId))
            .ToListAsync(cancel);
        var ledger = await db
            .Obligations.AsNoTracking()
            .Where(o => EF.Parameter(ids).Contains(o.ElderId))
            .Where(o =>
                (o.State == ObligationState.Due && o.Until > today)
                || (
                    o.State == ObligationState.Missed
                    && db.Elders.Any(e => e.Id == o.ElderId && e.OverdueSince == o.Until && e.OverdueRule == o.Rule)
                )
            )
            .ToListAsync(cancel);
        var histories = await new ElderHistories(db).Read(elders.ToDictionary(e => e.Id, e => e.BirthDate), cancel);
        var visits = await db.VisitsOf(files)
            .AsNoTracking()
            .Where(v => v.HappenedOn == today && v.Counts && v.ClosedAt == null)
            .ToListAsync(cancel);
        return new Surroundings(
            today,
            merged,
            rows.ToDictionary(e => e.Id, vault.SealOf),
            await divisions.Named(elders.Select(e => e.HomeId), cancel),
            contacts.ToLookup(c => c.ElderId),
            ledger.ToLookup(o => o.ElderId),
            histories.ToDictionary(h => h.Key, h => Explain.On(policies, h.Value, today, now)),
            visits.Select(merged.PersonOf).ToHashSet(),
            await Doors(files, merged, cancel),
            (await emergencies.OpenOf(files, cancel)).ToLookup(e => merged.PersonOf(e.ElderId))
        );
    }

    private async Task<Dictionary<Guid, string>> Doors(List<Guid> files, MergedFiles merged, CancellationToken cancel)
    {
        var cards = await db
            .DoorCards.AsNoTracking()
            .Where(c => EF.Parameter(files).Contains(c.ElderId) && c.RevokedAt == null)
            .ToListAsync(cancel);
        return cards
            .GroupBy(c => merged.PersonOf(c.ElderId))
            .ToDictionary(g => g.Key, g => g.MaxBy(c => c.IssuedAt)!.Text);
    }

    private async Task<WorklistItem> ItemOf(Elder elder, Surroundings around, CancellationToken cancel)
    {
        var secrets = around.Seals.TryGetValue(elder.Id, out var seal) ? ElderSecrets.Open(seal, elder) : null;
        var files = around.Merged.Same(elder.Id);
        var contacts = PersonContacts.Open(files.SelectMany(f => around.Contacts[f]), files, around.Seals);
        var last = await shown.LastWithChanges(elder, files, around.Today, cancel);
        return new WorklistItem(
            elder.Id,
            elder.Name,
            elder.Initials,
            elder.BirthDate,
            Camel(elder.Sex),
            around.Homes[elder.HomeId].Division.Name,
            secrets?.Address,
            elder.HouseholdId,
            secrets?.Phone,
            [.. words.ShortNames(elder.CategoriesNow)],
            Camel(elder.ConsentNow),
            [.. contacts.Select(c => new WorklistContact(c.Row.Name, c.Row.Relation, c.Phone))],
            [
                .. around
                    .Ledger[elder.Id]
                    .OrderBy(o => o.Until)
                    .ThenBy(o => o.Rule, StringComparer.Ordinal)
                    .ThenBy(o => o.Occasion, StringComparer.Ordinal)
                    .ThenBy(o => o.PeriodFrom)
                    .Select(o => DutyOf(o, around.Explained[elder.Id])),
            ],
            last is { } found ? VisitOf(found.Shown, found.Visit, found.Changes) : null,
            around.VisitedToday.Contains(elder.Id),
            around.Doors.GetValueOrDefault(elder.Id),
            around.Emergencies[elder.Id].Select(e => new WorklistEmergency(e.Id, e.What, e.Since)).FirstOrDefault()
        );
    }

    private WorklistDuty DutyOf(Obligation row, Explanation today)
    {
        // The duty of today widens the modes of its own period only; why somebody is on the list is said of an older one too.
        var duty = today.Duties.FirstOrDefault(d => d.Rule == row.Rule && d.Period?.Until == row.Until);
        var rule = policies.RuleOf(row.Rule);
        var because = duty ?? today.Duties.FirstOrDefault(d => d.Rule == row.Rule);
        return new WorklistDuty(
            row.Rule,
            Camel(row.Every),
            ModeCodes.All(duty?.Modes ?? row.Modes),
            row.From,
            row.Until,
            row.Until.AddDays(-1),
            row.State == ObligationState.Missed ? row.Until : null,
            rule?.Duty.Document,
            rule?.Duty.Section,
            rule?.Duty.Quote,
            because?.Because ?? []
        );
    }

    private static WorklistVisit VisitOf(Shown last, Visit visit, IReadOnlyList<string> changes)
    {
        var answers = new SortedDictionary<string, WorklistState>(StringComparer.Ordinal);
        var safety = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in VisitForm.Status)
        {
            if (last.Answers[item.Key] is { } answer)
            {
                var name = item.Key == "illness" ? last.IllnessName : null;
                answers[item.Key] = new WorklistState(answer.State, answer.Since, answer.By, name);
            }

            if (CompareVisits.Answer(visit, item.Key) is { } found)
            {
                safety[item.Key] = found;
            }
        }

        var needs = visit.Needs.Split('|', StringSplitOptions.RemoveEmptyEntries);
        return new WorklistVisit(last.VisitId, last.HappenedOn, last.Ordinal, answers, safety, needs, changes);
    }

    private static string Camel<T>(T code)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(code.ToString());
}
