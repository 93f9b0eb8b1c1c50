using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Registry.Merging;

/// <summary>One file was always two people: who the second is, and what goes to the new file.</summary>
/// <param name="Other">The second person; the home is the file's when left out, the first day in the register, too.</param>
/// <param name="Categories">Categories that are the second person's: they begin there and end here today.</param>
/// <param name="Visits">Records of visits to the second person.</param>
public sealed record Split(
    Guid ElderId,
    ElderDraft Other,
    IReadOnlyList<string> Categories,
    IReadOnlyCollection<Guid> Visits,
    string? Reason
);

/// <summary>拆分 of a file that was always two people. Merging the new file back undoes it.</summary>
public sealed class SplitElder(
    TanfangDb db,
    WriteGate gate,
    EnrolElder enrol,
    MoveVisits move,
    AppendFacts append,
    TimeProvider clock
)
{
    /// <returns>The new file.</returns>
    public Task<Result<Guid>> Run(Scope scope, Actor actor, Split asked, CancellationToken cancel) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                await MergedFiles.Lock(db, [asked.ElderId], cancel);
                var elder = await db.EldersOf(scope).SingleOrDefaultAsync(e => e.Id == asked.ElderId, cancel);
                if (elder?.WrappedKey is null)
                {
                    return MergeGuards.Unknown;
                }

                var reason = MergeGuards.Reason(asked.Reason, nameof(Split.Reason));
                if ((reason ?? await move.Guard(elder.Id, asked.Visits, cancel)) is { } refusal)
                {
                    return refusal;
                }

                return await Part(elder, scope, actor, asked, cancel);
            },
            cancel
        );

    private async Task<Result<Guid>> Part(Elder elder, Scope scope, Actor actor, Split asked, CancellationToken cancel)
    {
        var (now, today) = (clock.Now(), clock.Today());
        var facts = await db.ElderFacts.AsNoTracking().Where(f => f.ElderId == elder.Id).ToListAsync(cancel);
        var held = ElderNow.On(facts, today).Categories;
        var going = held.Where(c => asked.Categories.Contains(c.Key)).ToList();
        var draft = asked.Other with
        {
            HomeId = asked.Other.HomeId ?? elder.HomeId,
            // In the register as long as the file was: what the month asks is asked for both.
            EnrolledOn = asked.Other.EnrolledOn ?? elder.EnrolledOn,
            IsSomebodyElse = true,
            Categories = [.. going.Select(c => new CategoryClaim(c.Key, c.Value.On, c.Value.Source))],
        };
        var enrolled = await enrol.Within(draft, scope, actor, cancel);
        if (!enrolled.Succeeded)
        {
            return enrolled;
        }

        db.ElderMerges.Add(
            new ElderMerge
            {
                Id = Guid.CreateVersion7(now),
                KeptId = elder.Id,
                MergedId = enrolled.Value,
                RecordedAt = now,
                By = actor.Id,
                Reason = asked.Reason!.Trim(),
                IsSplit = true,
                UndoneAt = now,
            }
        );
        await move.Within(enrolled.Value, asked.Visits, actor, cancel);
        var lost = going.ConvertAll(c => FactOf(elder.Id, c.Key, actor, now));
        await append.Run(actor, [elder], lost, "elder.split", cancel);
        return enrolled.Value;
    }

    private static ElderFact FactOf(Guid elder, string key, Actor actor, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            ElderId = elder,
            Kind = FactKind.CategoryLost,
            On = Shared.ChinaTime.DayOf(now),
            RecordedAt = now,
            Key = key,
            Source = "拆分档案",
            RecordedBy = actor.Id,
        };
}
