using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>不接受差异: with a reason that is kept. The same difference is not asked again until it changes.</summary>
public sealed class RefuseLines(TanfangDb db, WriteGate gate, Vault vault, TimeProvider clock)
{
    public const int LongestReason = 200;

    /// <returns>How many lines were refused.</returns>
    public Task<Result<int>> Run(
        Guid delivery,
        IReadOnlyCollection<Guid> lines,
        string? reason,
        CurrentUser user,
        CancellationToken cancel
    ) =>
        gate.Write<Result<int>>(
            db,
            async () =>
            {
                var why = (reason ?? "").Trim();
                if (why.Length == 0)
                {
                    return No("没有写为什么不接受", "请写一句，如“入户核实，仍住在本村”；下次名单里同样的差异就不再问");
                }

                if (why.Length > LongestReason)
                {
                    return No($"理由超过 {LongestReason} 个字", "请缩短");
                }

                var open = await db.OpenLines(delivery, lines, user.Scope, cancel);
                foreach (var line in open)
                {
                    line.TakeReason(vault, why);
                    db.Decide(line, DifferenceDecision.Refused, user.Actor, clock);
                }

                await db.SaveChangesAsync(cancel);
                return open.Count;
            },
            cancel
        );

    private static Refusal No(string reason, string remedy) => new("difference.reason", reason, remedy, "Reason");
}
