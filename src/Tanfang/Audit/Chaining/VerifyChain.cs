using System.Globalization;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Audit.Chaining;

/// <summary>Something that is not as it was sealed.</summary>
/// <param name="Code">rows, digest, order, head, gap, stray, tail, anchor: stable, for machines.</param>
public sealed record ChainFinding(string Code, long? Batch, Guid? Row, string Sentence);

/// <param name="Notes">What a reader should know and nobody did wrong.</param>
public sealed record ChainReport(
    long Batches,
    long Rows,
    IReadOnlyList<ChainFinding> Broken,
    IReadOnlyList<string> Notes
)
{
    public bool IsWhole => Broken.Count == 0;
}

/// <summary>Compares rows, batches and anchor with one another: edits, deletions, additions, swaps and a cut end are seen. Pure: reads no store and no file.</summary>
public static class VerifyChain
{
    /// <summary>A kill between a batch and its anchor leaves one without; several machines anchor a few seconds apart.</summary>
    private static readonly TimeSpan LatestAnchor = TimeSpan.FromMinutes(1);

    /// <param name="batches">By ordinal.</param>
    /// <param name="rows">Those that carry the number of a batch, by it; read once, one batch at a time.</param>
    /// <param name="anchor">Lines of the anchor; null when there is no file.</param>
    public static ChainReport Run(
        IReadOnlyList<AuditBatch> batches,
        IEnumerable<ChangeEntry> rows,
        IReadOnlyList<string>? anchor,
        Vault vault
    )
    {
        var broken = new List<ChainFinding>();
        var anchored = anchor is null ? null : ReadAnchor.Run(anchor, vault);
        broken.AddRange(anchored?.Broken ?? []);
        var known = batches.Select(b => b.Ordinal).ToHashSet();
        var count = 0L;
        using var groups = Grouped(rows).GetEnumerator();
        var open = groups.MoveNext();
        AuditBatch? before = null;
        foreach (var batch in batches)
        {
            for (; open && groups.Current.Batch < batch.Ordinal; open = groups.MoveNext())
            {
                broken.Add(Stray(groups.Current.Rows[0]));
            }

            List<ChangeEntry> mine = open && groups.Current.Batch == batch.Ordinal ? groups.Current.Rows : [];
            open = mine.Count > 0 ? groups.MoveNext() : open;
            count += mine.Count;
            broken.AddRange(Compare(batch, before, mine, vault));
            if (anchored?.Lines.GetValueOrDefault(batch.Ordinal) is { } line && line != AuditAnchor.BatchLine(batch))
            {
                broken.Add(
                    new("anchor", batch.Ordinal, null, $"第 {batch.Ordinal} 批与锚定文件所记不同：库或锚被改动")
                );
            }

            before = batch;
        }

        for (; open; open = groups.MoveNext())
        {
            broken.Add(Stray(groups.Current.Rows[0]));
        }

        broken.AddRange(Tail(batches, anchored));
        return new ChainReport(known.Count, count, broken, anchored?.Notes ?? []);
    }

    private static IEnumerable<ChainFinding> Compare(
        AuditBatch batch,
        AuditBatch? before,
        List<ChangeEntry> rows,
        Vault vault
    )
    {
        var n = batch.Ordinal;
        var expected = (before?.Ordinal ?? 0) + 1;
        if (n != expected)
        {
            yield return new(
                "gap",
                expected,
                null,
                $"缺第 {expected} 批{(n > expected + 1 ? $"到第 {n - 1} 批" : "")}：整批被删去"
            );
        }
        else if (!batch.Previous.AsSpan().SequenceEqual(before?.Head ?? Links.Origin))
        {
            yield return new("order", n, null, $"第 {n} 批与上一批接不上：批被改动或调换了顺序");
        }

        if (!batch.Head.AsSpan().SequenceEqual(Links.Head(vault, batch)))
        {
            yield return new("head", n, null, $"第 {n} 批的链值不符：这一批的记载被改动，或不是本机密钥所封");
        }

        if (rows.Count != batch.Count)
        {
            var more = rows.Count - batch.Count;
            var text = more < 0 ? $"少了 {-more} 行" : $"多了 {more} 行";
            yield return new("rows", n, null, $"第 {n} 批（{When(batch)} 封）应有 {batch.Count} 行，{text}");
            yield break;
        }

        var ordered = Links.InOrder(rows);
        if (!batch.Digest.AsSpan().SequenceEqual(Links.Digest(ordered)))
        {
            yield return new("digest", n, null, $"第 {n} 批（{When(batch)} 封）有行被改动，或被换成了别的行");
        }
        else if (rows.Count > 0 && (ordered[0].Id != batch.FirstRow || ordered[^1].Id != batch.LastRow))
        {
            yield return new("digest", n, null, $"第 {n} 批记载的首尾行不符");
        }
    }

    private static IEnumerable<ChainFinding> Tail(IReadOnlyList<AuditBatch> batches, Anchored? anchored)
    {
        var newest = batches.Count > 0 ? batches[^1].Ordinal : 0;
        if (anchored is null)
        {
            if (newest > 0)
            {
                yield return new(
                    "anchor",
                    null,
                    null,
                    $"没有锚定文件，{newest} 批的末尾无从核对：文件被删去，或换了数据目录"
                );
            }

            yield break;
        }

        if (newest < anchored.Top)
        {
            yield return new(
                "tail",
                anchored.Top,
                null,
                $"锚定文件记到第 {anchored.Top} 批，库中只到第 {newest} 批：末尾被截去，或换回了旧的数据库"
            );
        }

        var without = batches.Where(b => b.Ordinal > anchored.Top).ToList();
        if (without.Count > 1 && batches[^1].At - without[0].At > LatestAnchor)
        {
            yield return new(
                "anchor",
                without[0].Ordinal,
                null,
                $"锚定文件只到第 {anchored.Top} 批，库中已到第 {newest} 批：锚的末尾被截去，或很久写不进锚定文件"
            );
        }
    }

    private static IEnumerable<(long Batch, List<ChangeEntry> Rows)> Grouped(IEnumerable<ChangeEntry> rows)
    {
        var group = new List<ChangeEntry>();
        foreach (var row in rows)
        {
            if (group.Count > 0 && group[0].Batch != row.Batch)
            {
                yield return (group[0].Batch!.Value, group);
                group = [];
            }

            group.Add(row);
        }

        if (group.Count > 0)
        {
            yield return (group[0].Batch!.Value, group);
        }
    }

    private static ChainFinding Stray(ChangeEntry row) =>
        new("stray", row.Batch, row.Id, $"行 {row.Id:N} 写着第 {row.Batch} 批，但没有这一批：批被删去，或行是加进来的");

    private static string When(AuditBatch batch) =>
        ChinaTime.Show(batch.At.ToOffset(TimeSpan.Zero)).ToString(CultureInfo.InvariantCulture);
}
