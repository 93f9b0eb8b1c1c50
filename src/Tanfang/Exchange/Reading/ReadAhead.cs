using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Tanfang.Exchange.Reading;

/// <summary>Reads lines while those before them are checked: two cores, one order. What the reader refuses is thrown where the lines are taken.</summary>
internal static class ReadAhead
{
    private const int Lines = 256;
    private const int Parts = 8;

    public static async IAsyncEnumerable<SheetRow> Of(
        IEnumerable<SheetRow> rows,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var part in InParts(rows, cancel))
        {
            foreach (var row in part)
            {
                yield return row;
            }
        }
    }

    /// <summary>The same, some hundred lines at a time.</summary>
    public static async IAsyncEnumerable<SheetRow[]> InParts(
        IEnumerable<SheetRow> rows,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var parts = Channel.CreateBounded<SheetRow[]>(Parts);
        var reading = Task.Run(() => Read(rows, parts.Writer, stop.Token), stop.Token);
        try
        {
            await foreach (var part in parts.Reader.ReadAllAsync(cancel))
            {
                yield return part;
            }
        }
        finally
        {
            // Whoever takes the lines may stop before their end; the file is let go of first.
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task Read(
        IEnumerable<SheetRow> rows,
        ChannelWriter<SheetRow[]> parts,
        CancellationToken cancel
    )
    {
        try
        {
            foreach (var part in rows.Chunk(Lines))
            {
                await parts.WriteAsync(part, cancel);
            }

            parts.Complete();
        }
        catch (Exception refused)
        {
            parts.Complete(refused);
        }
    }
}
