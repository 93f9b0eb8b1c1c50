using System.Text;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Audit.Chaining;

/// <summary>
/// Brings the anchor up to the newest batch, and the operator's copy up to the anchor. What does not fit is left as it is, for it is the evidence:
/// `tanfang audit verify` says what it shows.
/// </summary>
public sealed class KeepAnchor(TanfangDb db, StoreOptions options, AnchorCopy copy, Vault vault, TimeProvider clock)
{
    private const int End = 64 * 1024;

    private string File => options.AuditAnchorFile;

    /// <summary>Before the first batch; later a missing anchor is never made without a person who says so.</summary>
    public async Task Begin(CancellationToken cancel)
    {
        if (!System.IO.File.Exists(File) && !await db.AuditBatches.AnyAsync(cancel))
        {
            OwnerOnly.Write(File, AuditAnchor.Begin(vault, 0, clock, AuditAnchor.First));
        }
    }

    /// <summary>False when anchor and store, or copy and anchor, do not fit together.</summary>
    public async Task<bool> Run(CancellationToken cancel)
    {
        var newest = await db.AuditBatches.MaxAsync(b => (long?)b.Ordinal, cancel) ?? 0;
        var last = LastLine(File);
        if (last is null)
        {
            return newest == 0;
        }

        var words = last.Split(' ');
        if (words.Length < 4 || !long.TryParse(words[1], out var top) || top > newest)
        {
            return false;
        }

        if (words[0] == "batch")
        {
            var same = await db.AuditBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Ordinal == top, cancel);
            if (same is null || last != AuditAnchor.BatchLine(same))
            {
                return false;
            }
        }

        if (top < newest)
        {
            var missing = await db
                .AuditBatches.AsNoTracking()
                .Where(b => b.Ordinal > top)
                .OrderBy(b => b.Ordinal)
                .ToListAsync(cancel);
            Append(File, missing.Select(AuditAnchor.BatchLine));
        }

        return copy.File is not { } beside || CopyTo(beside);
    }

    private bool CopyTo(string beside)
    {
        if (LastLine(beside) is not { } last)
        {
            Append(beside, System.IO.File.ReadLines(File));
            return true;
        }

        var end = Lines(File, End);
        var at = end.LastIndexOf(last);
        if (at < 0)
        {
            end = [.. System.IO.File.ReadLines(File)];
            at = end.LastIndexOf(last);
        }

        if (at < 0)
        {
            // A restoration or a person began the anchor anew: the copy goes on with it. Otherwise something was cut off.
            var begins = end[0].Split(' ');
            if (
                begins[0] != "begun"
                || begins[^2] == AuditAnchor.First
                || System.IO.File.ReadLines(beside).Contains(end[0])
            )
            {
                return false;
            }
        }

        if (at < end.Count - 1)
        {
            Append(beside, end.Skip(at + 1));
        }

        return true;
    }

    /// <summary>The last whole line; null when there is no file or nothing in it.</summary>
    private static string? LastLine(string file) =>
        System.IO.File.Exists(file) ? Lines(file, End).LastOrDefault() : null;

    /// <summary>Whole lines of the last so many bytes.</summary>
    private static List<string> Lines(string file, int bytes)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var from = Math.Max(0, stream.Length - bytes);
        stream.Position = from;
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var text = reader.ReadToEnd();
        var lines = text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. from == 0 ? lines : lines.Skip(1)];
    }

    /// <summary>On the disk when it returns. A line that a power cut left half is cut off first.</summary>
    private static void Append(string file, IEnumerable<string> lines)
    {
        using var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        stream.SetLength(EndOfWhole(stream));
        stream.Position = stream.Length;
        stream.Write(Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        stream.Flush(flushToDisk: true);
    }

    private static long EndOfWhole(FileStream stream)
    {
        for (var at = stream.Length; at > 0; at--)
        {
            stream.Position = at - 1;
            if (stream.ReadByte() == '\n')
            {
                return at;
            }
        }

        return 0;
    }
}
