using System.Globalization;
using Tanfang.Data;

namespace Tanfang.Audit.Chaining;

/// <summary>What an anchor says: the line that each batch must have, from which on and up to which.</summary>
/// <param name="After">It knows nothing of the batches up to this one.</param>
/// <param name="Top">The newest batch it knows.</param>
/// <param name="Broken">What is wrong with the file itself.</param>
/// <param name="Notes">Where and why it began anew.</param>
public sealed record Anchored(
    long After,
    long Top,
    IReadOnlyDictionary<long, string> Lines,
    IReadOnlyList<ChainFinding> Broken,
    IReadOnlyList<string> Notes
);

/// <summary>Reads the lines of an anchor, oldest first.</summary>
public static class ReadAnchor
{
    public static Anchored Run(IReadOnlyList<string> lines, Vault vault)
    {
        var (known, broken, notes) = (new Dictionary<long, string>(), new List<ChainFinding>(), new List<string>());
        long? after = null;
        var top = 0L;
        for (var i = 0; i < lines.Count; i++)
        {
            var words = lines[i].Split(' ');
            if (!Ordinal(words, out var ordinal))
            {
                broken.Add(Bad(i, "无法识别，已被改动"));
            }
            else if (words[0] == "begun")
            {
                if (lines[i] != AuditAnchor.BeginLine(vault, string.Join(' ', words[..4])))
                {
                    broken.Add(Bad(i, "起始行与密钥不符，已被改动"));
                    continue;
                }

                foreach (var gone in known.Keys.Where(k => k > ordinal).ToList())
                {
                    known.Remove(gone);
                }

                (after, top) = (Math.Min(after ?? ordinal, ordinal), ordinal);
                if (words[3] != AuditAnchor.First)
                {
                    var why = words[3] == AuditAnchor.Restored ? "由 tanfang restore 恢复了备份" : "有人重立了锚";
                    notes.Add($"{words[2]} {why}：锚从第 {ordinal} 批之后重新记起");
                }
            }
            else if (after is null)
            {
                broken.Add(Bad(i, "前面没有起始行，已被删去"));
                (after, top) = (ordinal - 1, ordinal);
                known[ordinal] = lines[i];
            }
            else
            {
                if (ordinal != top + 1)
                {
                    broken.Add(Bad(i, $"应是第 {top + 1} 批，却是第 {ordinal} 批：有行被删去、添加或调换"));
                }

                (known[ordinal], top) = (lines[i], Math.Max(top, ordinal));
            }
        }

        return new Anchored(after ?? 0, top, known, broken, notes);
    }

    private static bool Ordinal(string[] words, out long ordinal)
    {
        ordinal = 0;
        return words.Length == (words[0] == "begun" ? 5 : 4)
            && words[0] is "begun" or "batch"
            && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out ordinal);
    }

    private static ChainFinding Bad(int line, string what) =>
        new("anchor", null, null, $"锚定文件第 {line + 1} 行{what}");
}
