using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Registry.Editing;

/// <summary>What every change of a file has in common: in scope, on the version that was shown, or not at all.</summary>
internal sealed partial class FileChange(TanfangDb db, WriteGate gate)
{
    public static Refusal Stale { get; } =
        new("elder.changedMeanwhile", "您填写期间，这份档案已被修改", "请对照下面两个版本，确认后再保存");

    public static Refusal Unknown { get; } = new("elder.unknown", "找不到这位老年人", "请从台账中重新打开");

    /// <param name="change">Changes the tracked file; a refusal leaves nothing behind.</param>
    public async Task<Result<Guid>> Run(
        Scope scope,
        Guid id,
        int version,
        Func<Elder, Task<Result<Guid>>> change,
        CancellationToken cancel
    )
    {
        try
        {
            return await gate.Write<Result<Guid>>(
                db,
                async () =>
                {
                    var elder = await db.EldersOf(scope).SingleOrDefaultAsync(e => e.Id == id, cancel);
                    return elder?.WrappedKey is null ? Unknown
                        : elder.Version != version ? Stale
                        : await change(elder);
                },
                cancel
            );
        }
        catch (DbUpdateConcurrencyException)
        {
            return Stale;
        }
    }

    /// <summary>The file as a draft, so that a part of it can be checked together with the rest.</summary>
    public static ElderDraft AsDraft(Elder elder, ElderSecrets secrets) =>
        ElderForm.Of(elder, secrets).Draft(elder, secrets);

    /// <summary>A refusal of Contacts[2].Phone of the draft, put at the line of the form.</summary>
    public static Refusal AtLine(Refusal refusal, string list, IReadOnlyList<int> lines) =>
        Line().Match(refusal.Field ?? "") is { Success: true } place && place.Groups[1].Value == list
            ? refusal with
            {
                Field =
                    $"Lines[{lines[int.Parse(place.Groups[2].Value, CultureInfo.InvariantCulture)]}].{place.Groups[3].Value}",
            }
            : refusal with
            {
                Field = null,
            };

    [GeneratedRegex(@"^(\w+)\[(\d+)\]\.(\w+)$")]
    private static partial Regex Line();
}
