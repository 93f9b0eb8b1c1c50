namespace Tanfang.Registry.Searching;

/// <summary>Makes the keys of an existing store after an upgrade, in the background; later ones are made by the search that wants them.</summary>
internal sealed class KeepKeys(IServiceScopeFactory scopes, ILogger<KeepKeys> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<MakeKeys>().Run(int.MaxValue, stoppingToken);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested) { }
        catch (Exception failure)
        {
            // A search makes the rest, some thousands at a time. What the message says may be of a person.
            log.LogError("the keys of files could not be made: {Kind}", failure.GetType().Name);
        }
    }
}
