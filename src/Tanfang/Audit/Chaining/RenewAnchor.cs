using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Audit.Chaining;

/// <summary>Begins the anchor anew after something that the program did not see, for example a disk snapshot put back. The old file stays, and the trail says it.</summary>
public sealed class RenewAnchor(
    TanfangDb db,
    VerifyStore verify,
    AppendEntries append,
    StoreOptions options,
    Vault vault,
    TimeProvider clock
)
{
    /// <returns>The newest batch; the anchor speaks from the next one on.</returns>
    public async Task<Result<long>> Run(string because, CancellationToken cancel)
    {
        if (because.Trim().Length is < 5 or > 150)
        {
            return new Refusal("audit.because", "没有说清原因", "请用 5 到 150 个字写明发生过什么", "because");
        }

        var (report, _) = await verify.Run(null, cancel);
        if (report.Broken.FirstOrDefault(b => b.Code is not ("tail" or "anchor")) is { } broken)
        {
            return new Refusal(
                "audit.broken",
                broken.Sentence,
                "链条本身不完整，重立锚也补不回来；请保留原样，告诉负责人"
            );
        }

        var newest = await db.AuditBatches.MaxAsync(b => (long?)b.Ordinal, cancel) ?? 0;
        await append.Run(ChangeEntry.Of(Actor.Local, clock, AuditActions.AnchorRenewed, $"{newest}", because.Trim()));
        var file = options.AuditAnchorFile;
        if (File.Exists(file))
        {
            File.Move(file, $"{file}.before-{clock.Now():yyyyMMdd'T'HHmmssfff}");
        }

        OwnerOnly.Write(file, AuditAnchor.Begin(vault, newest, clock, AuditAnchor.Renewed));
        return newest;
    }
}
