using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>
/// Files written before whole phones and certificates were found by digest get theirs, once, behind the serving. What is left to do stands in
/// the rows: killed, it goes on at the next start.
/// </summary>
internal sealed class FillIndexes(IServiceScopeFactory scopes, ILogger<FillIndexes> log) : BackgroundService
{
    private const int Batch = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var after = Guid.Empty;
            while (await Next(after, stoppingToken) is { } last)
            {
                after = last;
            }
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogError("digests could not be filled in: {Kind}", failure.GetType().Name);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested) { }
    }

    /// <returns>The last file looked at; null when there are no more.</returns>
    private async Task<Guid?> Next(Guid after, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var (db, vault) = (services.GetRequiredService<TanfangDb>(), services.GetRequiredService<Vault>());
        var today = services.GetRequiredService<TimeProvider>().Today();
        return await services
            .GetRequiredService<WriteGate>()
            .Write<Guid?>(
                db,
                async () =>
                {
                    var elders = await db
                        .Elders.Where(e => e.Id.CompareTo(after) > 0 && e.WrappedKey != null)
                        .Where(e =>
                            (e.Phone != null && e.PhoneIndex == null)
                            || (e.DisabilityCertificate != null && e.CertificateIndex == null)
                        )
                        .OrderBy(e => e.Id)
                        .Take(Batch)
                        .ToListAsync(cancel);
                    var homes = elders.ConvertAll(e => e.HomeId);
                    var places = await db
                        .Divisions.Where(d => homes.Contains(d.Id))
                        .ToDictionaryAsync(d => d.Id, cancel);
                    foreach (var elder in elders)
                    {
                        Fill(elder, places[elder.HomeId], vault, today);
                    }

                    await db.SaveChangesAsync(cancel);
                    return elders.Count == 0 ? null : elders[^1].Id;
                },
                cancel
            );
    }

    private static void Fill(Elder elder, Division home, Vault vault, DateOnly today)
    {
        var secrets = ElderSecrets.Open(vault.SealOf(elder), elder);
        elder.FindByPhone(vault, home, secrets.Phone);
        elder.FindByCertificate(vault, secrets.DisabilityCertificate, today);
    }
}
