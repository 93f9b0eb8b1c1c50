using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Tanfang.Data;

/// <summary>Makes things on the other processors while the one before is being written: in order, and only a few ahead.</summary>
internal static class Ahead
{
    public static async IAsyncEnumerable<TMade> Make<TPart, TMade>(
        IEnumerable<TPart> parts,
        Func<TPart, TMade> make,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var ahead = Channel.CreateBounded<Task<TMade>>(2 * Environment.ProcessorCount);
        var feeding = Task.Run(() => Feed(parts, make, ahead.Writer, stop.Token), stop.Token);
        try
        {
            await foreach (var making in ahead.Reader.ReadAllAsync(stop.Token))
            {
                yield return await making;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task Feed<TPart, TMade>(
        IEnumerable<TPart> parts,
        Func<TPart, TMade> make,
        ChannelWriter<Task<TMade>> ahead,
        CancellationToken stop
    )
    {
        Exception? failed = null;
        try
        {
            foreach (var part in parts)
            {
                await ahead.WriteAsync(Task.Run(() => make(part), stop), stop);
            }
        }
        catch (Exception e)
        {
            failed = e;
            throw;
        }
        finally
        {
            ahead.Complete(failed);
        }
    }
}
