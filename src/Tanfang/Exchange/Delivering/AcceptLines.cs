using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>What became of some lines. <see cref="Refused"/> names those that could not be accepted, by the number of their row.</summary>
public sealed record AcceptedLines(int Done, int Moot, IReadOnlyList<(int Row, Refusal Refusal)> Refused);

/// <summary>How a line is accepted where there is more than one way, and the village where the list names none.</summary>
public sealed record Acceptance(string? Choice = null, int? Home = null);

/// <summary>接受差异: before anything is written a line is compared once more with the file as it is now.</summary>
public sealed class AcceptLines(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    DifferenceMemory memory,
    ApplyLine apply,
    RefreshRow refresh,
    PolicySet policies,
    TimeProvider clock
)
{
    private static readonly Refusal Stale = new(
        "difference.stale",
        "比对之后档案又改过",
        "已按现在的档案重新对照，请再看一次再决定"
    );

    private static readonly Refusal Mixed = new(
        "difference.mixed",
        "一次只能接受同一类差异；不一致的、写去世或迁出的要逐条决定",
        "请分开选择，或逐条打开"
    );

    public Task<AcceptedLines> Run(
        Guid delivery,
        IReadOnlyCollection<Guid> lines,
        Acceptance how,
        CurrentUser user,
        CancellationToken cancel
    ) => gate.Write(db, () => Within(delivery, lines, how, user, cancel), cancel);

    private async Task<AcceptedLines> Within(
        Guid id,
        IReadOnlyCollection<Guid> ids,
        Acceptance how,
        CurrentUser user,
        CancellationToken cancel
    )
    {
        var lines = await db.OpenLines(id, ids, user.Scope, cancel);
        if (lines.Count == 0 || IsMixed(lines, how))
        {
            return new AcceptedLines(0, 0, [.. lines.Take(1).Select(l => (l.Row, Mixed))]);
        }

        var delivery = (await db.Deliveries.FindAsync([id], cancel))!;
        var refused = new List<(int, Refusal)>();
        var again = new List<Guid>();
        var sights = await refresh.Sights(delivery, lines, user.Scope, cancel);
        foreach (var sight in sights)
        {
            var line = sight.Line;
            if (sight.Find(policies.Dictionary, clock.Today()) is not { } now)
            {
                db.Decide(line, DifferenceDecision.Moot, user.Actor, clock);
                again.Add(line.RowId);
                continue;
            }

            var print = memory.Fingerprint(delivery.Source, sight.Row.NumberIndex, now);
            if (!print.AsSpan().SequenceEqual(line.Fingerprint))
            {
                (line.Fingerprint, line.ElderId) = (print, now.ElderId);
                refused.Add((line.Row, Stale));
                continue;
            }

            var applied = await apply.Run(sight, how, user, cancel);
            if (!applied.Succeeded)
            {
                refused.AddRange(applied.Refusals.Select(r => (line.Row, r)));
                continue;
            }

            line.TakeEffects(vault, applied.Value.Effects);
            (line.ElderId, line.Choice) = (applied.Value.ElderId, applied.Value.Choice);
            db.Decide(line, DifferenceDecision.Accepted, user.Actor, clock);
            if (line.Kind == DifferenceKind.Conflict)
            {
                again.Add(line.RowId);
            }
        }

        await db.SaveChangesAsync(cancel);
        await refresh.Run(delivery, again, user.Scope, cancel);
        return new AcceptedLines(
            lines.Count(l => l.Decision == DifferenceDecision.Accepted),
            lines.Count(l => l.Decision == DifferenceDecision.Moot),
            refused
        );
    }

    private static bool IsMixed(List<DeliveryDifference> lines, Acceptance how) =>
        lines.Count > 1
        && (
            lines.Exists(l => l.Kind != lines[0].Kind)
            || lines[0].Kind == DifferenceKind.Conflict
            || (how.Choice is { } choice && ApplyLine.Leaving.Contains(choice))
        );
}
