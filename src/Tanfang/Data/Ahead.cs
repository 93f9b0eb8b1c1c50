using System.Threading.Channels;

namespace Tanfang.Data;

/// <summary>
/// Makes things on the other processors while something else is being written: from now on, in order, and only so many ahead.
/// One processor is left to the writer, which would otherwise fall behind and end alone.
/// </summary>
internal sealed class Ahead<TMade> : IAsyncDisposable
{
    private readonly Channel<Task<TMade>> made;
    private readonly SemaphoreSlim making = new(Math.Max(1, Environment.ProcessorCount - 1));
    private readonly CancellationTokenSource stop;
    private readonly Task feeding;

    private Ahead(IEnumerable<Func<TMade>> parts, int most, CancellationToken cancel)
    {
        made = Channel.CreateBounded<Task<TMade>>(most);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        feeding = Task.Run(() => Feed(parts), stop.Token);
    }

    /// <param name="most">How many may wait in memory.</param>
    public static Ahead<TMade> Make<TPart>(
        IEnumerable<TPart> parts,
        Func<TPart, TMade> make,
        int most,
        CancellationToken cancel
    ) => new(parts.Select<TPart, Func<TMade>>(part => () => make(part)), most, cancel);

    public async IAsyncEnumerable<TMade> All()
    {
        await foreach (var one in made.Reader.ReadAllAsync(stop.Token))
        {
            yield return await one;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task Feed(IEnumerable<Func<TMade>> parts)
    {
        Exception? failed = null;
        try
        {
            foreach (var part in parts)
            {
                await making.WaitAsync(stop.Token);
                await made.Writer.WriteAsync(Task.Run(() => One(part)), stop.Token);
            }
        }
        catch (Exception e)
        {
            failed = e;
            throw;
        }
        finally
        {
            made.Writer.Complete(failed);
        }
    }

    private TMade One(Func<TMade> part)
    {
        try
        {
            return part();
        }
        finally
        {
            making.Release();
        }
    }
}
