namespace Tanfang.Exchange.Importing;

/// <summary>
/// Runs what waits, confirmed imports and lists to compare, one after the other, whoever looks on. After a restart it takes up what waits and
/// what was cut off.
/// </summary>
internal sealed class RunImports(
    IServiceScopeFactory scopes,
    ImportProgress progress,
    TimeProvider clock,
    ILogger<RunImports> log
) : BackgroundService
{
    private const int LongestProblem = 300;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await Next(stoppingToken) is var (kind, job))
                {
                    await Run(kind, job, stoppingToken);
                }

                await progress.Wait(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The store cannot be reached; imports wait for it, the rest of the office goes on.
                log.LogError("imports cannot be looked up: {Kind}", failure.GetType().Name);
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<(Type Kind, Guid Job)?> Next(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var jobs in scope.ServiceProvider.GetServices<IWaitingJobs>())
        {
            if (await jobs.Next(cancel) is { } id)
            {
                return (jobs.GetType(), id);
            }
        }

        return null;
    }

    private async Task Run(Type kind, Guid id, CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await Of(scope, kind).Run(id, cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            var refused = failure as Reading.UnreadableFileException;
            if (refused is null)
            {
                // The message may quote a row; the kind of failure does not.
                log.LogError("import {Job} failed: {Kind}", id, failure.GetType().Name);
            }

            var problem = refused is not null
                ? $"{refused.Message}。{refused.Remedy}"
                : "没有完成，一行也没有写入。可以再试一次；仍不成功请把运行日志交给管理员";
            await using var scope = scopes.CreateAsyncScope();
            await Of(scope, kind).Fail(id, problem[..Math.Min(problem.Length, LongestProblem)], cancel);
        }
        finally
        {
            progress.Forget(id);
        }
    }

    private static IWaitingJobs Of(AsyncServiceScope scope, Type kind) =>
        scope.ServiceProvider.GetServices<IWaitingJobs>().First(jobs => jobs.GetType() == kind);
}
