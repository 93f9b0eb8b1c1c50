using Microsoft.EntityFrameworkCore;
using Tanfang.Care;
using Tanfang.Data;
using Tanfang.Doors;
using Tanfang.Emergencies;
using Tanfang.Registry;
using Tanfang.Screening;
using Tanfang.Shared;

namespace Tanfang.Privacy.Copying;

/// <summary>One kind of record that neither the file nor the official form shows, line by line.</summary>
public sealed record FurtherSection(string Heading, IReadOnlyList<FurtherLine> Lines);

public sealed record FurtherLine(DateOnly On, string What, string Words);

/// <summary>What other rooms hold about one person in words: emergencies, plans of help, answers of screenings, changes that were proposed.</summary>
public sealed class ReadFurther(TanfangDb db, Vault vault)
{
    public async Task<IReadOnlyList<FurtherSection>> Run(Elder elder, CancellationToken cancel)
    {
        var files = (await MergedFiles.Read(db, [elder.Id], cancel)).Same(elder.Id);
        var elders = await db.Elders.AsNoTracking().Where(e => files.Contains(e.Id)).ToListAsync(cancel);
        var seals = elders.Where(e => e.WrappedKey is not null).ToDictionary(e => e.Id, vault.SealOf);
        FurtherSection[] sections =
        [
            new("应急事件", await Emergencies(seals, cancel)),
            new("分类帮扶方案", await Plans(seals, cancel)),
            new("摸底排查", await Screenings(seals, cancel)),
            new("变更建议", await Proposals(seals, cancel)),
            new("门牌来讯", await Notes(seals, cancel)),
        ];
        return [.. sections.Where(s => s.Lines.Count > 0)];
    }

    private async Task<List<FurtherLine>> Emergencies(Dictionary<Guid, Seal> seals, CancellationToken cancel)
    {
        var files = seals.Keys.ToList();
        var rows = await db
            .Emergencies.AsNoTracking()
            .Where(e => files.Contains(e.ElderId))
            .OrderBy(e => e.HappenedOn)
            .ToListAsync(cancel);
        var lines = new List<FurtherLine>();
        foreach (var row in rows)
        {
            var seal = seals[row.ElderId];
            var called = EmergencyForm.CalledWords(row.Called);
            lines.Add(
                new(
                    row.HappenedOn,
                    EmergencyForm.What.LabelOf(row.What) ?? "",
                    $"{called} {EmergencySeals.Note(seal, row)}"
                )
            );
            if (row.ClosedOn is { } on)
            {
                var outcome = EmergencyForm.Outcome.LabelOf(row.Outcome);
                lines.Add(new(on, EmergencyForm.Outcome.Label, $"{outcome} {EmergencySeals.OutcomeNote(seal, row)}"));
            }
        }

        return lines;
    }

    private async Task<List<FurtherLine>> Plans(Dictionary<Guid, Seal> seals, CancellationToken cancel)
    {
        var files = seals.Keys.ToList();
        var plans = await db
            .HelpPlans.AsNoTracking()
            .Where(p => files.Contains(p.ElderId))
            .Join(db.HelpPlanVersions, p => p.Id, v => v.PlanId, (p, v) => new { p.ElderId, Version = v })
            .OrderBy(x => x.Version.RecordedAt)
            .ToListAsync(cancel);
        var ids = plans.Select(p => p.Version.Id).ToList();
        var measures = await db
            .HelpMeasures.AsNoTracking()
            .Where(m => ids.Contains(m.VersionId))
            .OrderBy(m => m.Line)
            .ToListAsync(cancel);
        var lines = new List<FurtherLine>();
        foreach (var plan in plans)
        {
            var seal = seals[plan.ElderId];
            var words = CareSeals.Words(seal, plan.Version);
            if (!string.IsNullOrEmpty(words))
            {
                lines.Add(new(plan.Version.On, $"第 {plan.Version.Number} 版", words));
            }

            lines.AddRange(
                measures
                    .Where(m => m.VersionId == plan.Version.Id)
                    .Select(m => new FurtherLine(
                        plan.Version.On,
                        HelpKinds.Shipped.Name(m.Kind),
                        $"{CareSeals.Measure(seal, m)} {CareSeals.Body(seal, m)}"
                    ))
            );
        }

        return lines;
    }

    private async Task<List<FurtherLine>> Screenings(Dictionary<Guid, Seal> seals, CancellationToken cancel)
    {
        var files = seals.Keys.ToList();
        var own = await db
            .ScreeningPersonAnswers.AsNoTracking()
            .Where(p => files.Contains(p.ElderId))
            .Join(db.ScreeningAnswers, p => p.AnswerId, a => a.Id, (p, a) => new { Person = p, a.AskedOn })
            .ToListAsync(cancel);
        var household = await db
            .ScreeningAnswers.AsNoTracking()
            .Where(a => a.SealedFor != null && files.Contains(a.SealedFor.Value))
            .ToListAsync(cancel);
        var lines = own.SelectMany(o =>
                Lines(
                    o.AskedOn,
                    ScreeningSeals.Codes(o.Person.Codes),
                    ScreeningSeals.OpenPerson(seals[o.Person.ElderId], o.Person)
                )
            )
            .Concat(
                household.SelectMany(a =>
                    Lines(a.AskedOn, ScreeningSeals.Codes(a.Codes), ScreeningSeals.Open(seals[a.SealedFor!.Value], a))
                )
            );
        return [.. lines.OrderBy(l => l.On)];
    }

    private static IEnumerable<FurtherLine> Lines(
        DateOnly on,
        IReadOnlyDictionary<string, IReadOnlyList<string>> codes,
        IReadOnlyDictionary<string, string> words
    )
    {
        var items = ScreeningForm.All.SelectMany(f => f.Items).ToLookup(i => i.Key);
        foreach (var key in codes.Keys.Union(words.Keys))
        {
            var item = items[key].FirstOrDefault();
            var ticked = codes.GetValueOrDefault(key, []).Select(c => item?.LabelOf(c) ?? c);
            var said = string.Join(
                "、",
                ticked.Append(words.GetValueOrDefault(key)).Where(w => !string.IsNullOrEmpty(w))
            );
            yield return new(on, item?.Label ?? key, said);
        }
    }

    private async Task<List<FurtherLine>> Notes(Dictionary<Guid, Seal> seals, CancellationToken cancel)
    {
        var files = seals.Keys.ToList();
        var rows = await db
            .DoorNotes.AsNoTracking()
            .Where(n => files.Contains(n.ElderId))
            .OrderBy(n => n.At)
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(n => new FurtherLine(
                ChinaTime.DayOf(n.At),
                n.NeedsLook ? "需要有人来看看" : "一切正常",
                $"{DoorSeals.OpenWords(seals[n.ElderId], n)} {DoorSeals.OpenAnswer(seals[n.ElderId], n)}".Trim()
            )),
        ];
    }

    private async Task<List<FurtherLine>> Proposals(Dictionary<Guid, Seal> seals, CancellationToken cancel)
    {
        var files = seals.Keys.ToList();
        var rows = await db
            .ProposedChanges.AsNoTracking()
            .Where(p => files.Contains(p.ElderId))
            .OrderBy(p => p.On)
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(p => new FurtherLine(
                p.On,
                p.Source,
                seals[p.ElderId].Open("proposed_changes", "words", p.Id, p.Words) ?? ""
            )),
        ];
    }
}
