using System.Text;

namespace Tanfang.Data.Backup;

/// <summary>
/// Reads a pg_dump archive without a server: pg_restore prints its data as text, which is counted and sampled line by
/// line. The whole archive is unpacked on the way, so that a broken one is found.
/// </summary>
internal static class PostgresArchive
{
    /// <exception cref="StoreException">pg_restore cannot read it.</exception>
    public static async Task<SortedDictionary<string, long>> Read(
        string file,
        SealedSample? sample,
        CancellationToken cancel
    )
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        await PostgresTools.Run(
            "pg_restore",
            ["--data-only", "--file=-", file],
            null,
            output => Read(output, counts, sample, cancel),
            cancel
        );
        return counts;
    }

    private static async Task Read(
        Stream output,
        SortedDictionary<string, long> counts,
        SealedSample? sample,
        CancellationToken cancel
    )
    {
        using var reader = new StreamReader(output, Encoding.UTF8, false, 1 << 17);
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            // COPY public.elders (id, name, "from") FROM stdin;
            if (
                line.StartsWith("COPY ", StringComparison.Ordinal)
                && line.EndsWith(" FROM stdin;", StringComparison.Ordinal)
            )
            {
                var open = line.IndexOf('(', StringComparison.Ordinal);
                var table = line[5..open].Trim().Split('.')[^1].Trim('"');
                var columns = line[(open + 1)..line.LastIndexOf(')')].Split(", ").Select(c => c.Trim('"')).ToList();
                counts[table] = await ReadTable(reader, table == "elders" ? sample : null, columns, cancel);
            }
        }
    }

    private static async Task<long> ReadTable(
        StreamReader reader,
        SealedSample? sample,
        List<string> columns,
        CancellationToken cancel
    )
    {
        long rows = 0;
        while (await reader.ReadLineAsync(cancel) is { } line && line != "\\.")
        {
            // The first, and then one in ever more: a reader of a stream cannot know how long it is.
            if (sample is not null && (rows < SealedSample.Size || rows % 997 == 0))
            {
                Try(sample, columns, line.Split('\t'));
            }

            rows++;
        }

        return rows;
    }

    private static void Try(SealedSample sample, List<string> columns, string[] values)
    {
        byte[]? Box(string column) =>
            columns.IndexOf(column) is >= 0 and var at && values[at].StartsWith("\\\\x", StringComparison.Ordinal)
                ? Convert.FromHexString(values[at].AsSpan(3))
                : null;

        if (Box("wrapped_key") is { } wrapped)
        {
            sample.Try(
                Guid.Parse(values[columns.IndexOf("id")]),
                wrapped,
                from column in SealedSample.Columns
                let box = Box(column)
                where box is not null
                select (column, box)
            );
        }
    }
}
