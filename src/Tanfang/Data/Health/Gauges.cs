using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Tanfang.Data.Health;

/// <summary>Listens to the meters of this host and keeps their present values until somebody reads them.</summary>
public sealed class Gauges : IHostedService, IDisposable
{
    /// <summary>More series than this are not kept: a label that grows must not eat the memory.</summary>
    private const int MostSeries = 2000;

    private static readonly Dictionary<string, string[]> Wanted = new()
    {
        ["http.server.request.duration"] = ["http.request.method", "http.response.status_code", "http.route"],
        ["http.server.active_requests"] = [],
        ["kestrel.active_connections"] = [],
        ["kestrel.queued_requests"] = [],
        ["dotnet.process.cpu.time"] = ["cpu.mode"],
        ["dotnet.process.memory.working_set"] = [],
        ["dotnet.gc.collections"] = ["gc.heap.generation"],
        ["dotnet.exceptions"] = [],
    };

    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), Series> series = new();
    private readonly MeterListener listener = new();
    private long dropped;

    public Gauges(IMeterFactory factory, AppMeters meters)
    {
        _ = meters;
        listener.InstrumentPublished = (instrument, l) =>
        {
            // A meter without a scope is the runtime's; those of another host in this process are not ours.
            var isOurs = instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, factory);
            if (isOurs && (instrument.Meter.Name == AppMeters.Name || Wanted.ContainsKey(instrument.Name)))
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Take(i, value, tags));
        listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Take(i, value, tags));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Take(i, value, tags));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => listener.Dispose();

    /// <summary>Everything in Prometheus' text format, version 0.0.4.</summary>
    public string Print()
    {
        // One reader at a time: what is observed is forgotten and asked for anew.
        lock (listener)
        {
            foreach (var known in series.Where(s => s.Value.IsObserved))
            {
                series.TryRemove(known.Key, out _);
            }

            listener.RecordObservableInstruments();
            return PrometheusText.Write(
                series.Select(s => (s.Key.Instrument, s.Key.Labels, s.Value)),
                Interlocked.Read(ref dropped)
            );
        }
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = (instrument, PrometheusText.Labels(tags, Wanted.GetValueOrDefault(instrument.Name)));
        if (!series.TryGetValue(key, out var one))
        {
            if (series.Count >= MostSeries)
            {
                Interlocked.Increment(ref dropped);
                return;
            }

            one = series.GetOrAdd(key, k => new Series(k.Instrument));
        }

        one.Take(value);
    }
}
