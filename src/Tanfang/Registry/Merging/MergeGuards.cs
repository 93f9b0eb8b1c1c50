using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Registry.Merging;

/// <summary>What stands in the way of a merge, asked in the order in which a reader would ask.</summary>
internal static class MergeGuards
{
    public const int LongestReason = 200;

    public static Refusal Unknown { get; } =
        new("merge.unknown", "找不到其中一份档案，或已并入别的档案", "请从“疑似重复”中重新打开");

    public static Refusal? Run(Merge asked, IReadOnlyDictionary<Guid, Elder> both, Vault vault)
    {
        if (asked.Kept == asked.Merged)
        {
            return new("merge.same", "两边是同一份档案", "请选择两份不同的档案");
        }

        if (both.Count < 2)
        {
            return Unknown;
        }

        var (kept, merged) = (both[asked.Kept], both[asked.Merged]);
        if (kept.WrappedKey is null || merged.WrappedKey is null)
        {
            return new("merge.erased", "其中一份档案的资料已按规定清除", "不能再合并");
        }

        if (kept.LeftOn is not null && merged.LeftOn is null)
        {
            return new(
                "merge.left",
                "要保留的档案已离开台账，另一份仍在册",
                "请保留在册的那一份；人确已离开的，先登记离开",
                nameof(Merge.Kept)
            );
        }

        var (one, other) = (Number(kept, vault), Number(merged, vault));
        if (one is not null && other is not null && one != other && !asked.Certain)
        {
            return new(
                "merge.numbers",
                "两份档案的公民身份号码不同，多半是两个人",
                "请对照证件核对；确是同一人（号码曾更正）的，勾选“确是同一人”再合并",
                nameof(Merge.Certain)
            );
        }

        return Reason(asked.Reason, nameof(Merge.Reason));
    }

    public static Refusal? Reason(string? reason, string field) =>
        string.IsNullOrWhiteSpace(reason) ? new("merge.reason", "没有写核对依据", "请写明怎样核对的", field)
        : reason.Trim().Length > LongestReason || reason.Trim().Any(char.IsControl)
            ? new("merge.reasonLong", $"核对依据应是不超过 {LongestReason} 个字的一行文字", "请缩短", field)
        : null;

    private static string? Number(Elder elder, Vault vault) => ElderSecrets.Open(vault.SealOf(elder), elder).IdNumber;
}
