using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.EndToEnd.Kills;
using Tanfang.TestKit;

namespace Tanfang.EndToEnd.Pages;

/// <summary>The published program on a store of its own, always at the same address: it dies, comes back, and is put back to what it was earlier.</summary>
internal sealed class FrailOffice : IAsyncDisposable
{
    private readonly StoreOptions store;
    private readonly string folder = Directory.CreateTempSubdirectory("tanfang-frail-").FullName;
    private readonly List<string> backups = [];
    private Victim? server;

    private FrailOffice(StoreOptions store)
    {
        this.store = store;
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Address = new Uri($"http://{free.LocalEndpoint}/");
    }

    public Uri Address { get; }

    public bool IsUp => server is not null;

    public static async Task<FrailOffice> From(string backup)
    {
        var office = new FrailOffice(await Places.Empty(Store.Sqlite));
        // Taken before the phone was known.
        office.backups.Add(backup);
        await Victim.Run(office.store, "restore", backup);
        await office.Start();
        return office;
    }

    public async Task Start()
    {
        server = Victim.Start(store, "serve", "--urls", Address.ToString());
        while (await server.ReadLine() is { } line)
        {
            if (line.Contains(Address.ToString().TrimEnd('/'), StringComparison.Ordinal))
                return;
        }

        throw new InvalidOperationException("the server did not start: " + server.Said);
    }

    public async Task Kill()
    {
        using var victim = server;
        server = null;
        if (victim is null)
            return;
        victim.Kill();
        await victim.End();
    }

    public async Task BackUp()
    {
        var file = Path.Combine(folder, $"{backups.Count}.tanfang");
        await Victim.Run(store, "backup", file);
        backups.Add(file);
    }

    /// <summary>Whatever was acknowledged since that backup is forgotten.</summary>
    public async Task Restore(Random chance)
    {
        await Kill();
        await Victim.Run(store, "restore", backups[chance.Next(backups.Count)], "--replace");
        await Start();
    }

    /// <summary>Four whom the visitor of the demo accounts visits.</summary>
    public Task<List<Guid>> Elders() =>
        Into(db =>
            db.Responsibilities.Where(r => r.Until == null)
                .Where(r => db.Grants.Any(g => g.VisitorId == r.VisitorId))
                .OrderBy(r => r.ElderId)
                .Select(r => r.ElderId)
                .Take(4)
                .ToListAsync()
        );

    public Task<Guid> NewestToken() =>
        Into(db => db.DeviceTokens.OrderByDescending(t => t.IssuedAt).Select(t => t.Id).FirstAsync());

    public Task<bool> Knows(Guid token) =>
        Into(db => db.DeviceTokens.AnyAsync(t => t.Id == token && t.RevokedAt == null));

    public Task Revoke(Guid token) =>
        Into(db =>
            db.DeviceTokens.Where(t => t.Id == token)
                .ExecuteUpdateAsync(s => s.SetProperty(t => t.RevokedAt, TimeProvider.System.GetUtcNow()))
        );

    public Task<string> Epoch() =>
        Into(db => db.StoreInfo.Where(i => i.Key == StoreInfo.Epoch).Select(i => i.Value).SingleAsync());

    public Task<List<Guid>> Visits() => Into(db => db.Visits.Select(v => v.Id).ToListAsync());

    public Task<List<Guid>> Quarantined() =>
        Into(db => db.Quarantine.Where(q => q.Reason != "").Select(q => q.ItemId).ToListAsync());

    private Task<T> Into<T>(Func<TanfangDb, Task<T>> work) => Look.Into(store, work);

    public async ValueTask DisposeAsync()
    {
        await Kill();
        await Places.Remove(store);
        Directory.Delete(folder, recursive: true);
    }
}
