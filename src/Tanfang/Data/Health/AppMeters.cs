using System.Diagnostics.Metrics;

namespace Tanfang.Data.Health;

/// <summary>The office's own meters. Labels are fixed words; nothing of a person goes in here.</summary>
public sealed class AppMeters
{
    public const string Name = "Tanfang";

    private readonly Counter<long> records;

    public AppMeters(IMeterFactory factory, StoreFigures figures)
    {
        var meter = factory.Create(Name);
        records = meter.CreateCounter<long>("tanfang.records", null, "Records received, by outcome");
        meter.CreateObservableGauge(
            "tanfang.quarantine.open",
            () => Some(figures.OpenQuarantine),
            null,
            "Records waiting for a supervisor"
        );
        meter.CreateObservableGauge(
            "tanfang.daily_run.last_success_timestamp",
            () => Some(figures.LastDailyRun),
            "s",
            "When the daily run last succeeded"
        );
        meter.CreateObservableGauge("tanfang.backup.age", () => Some(figures.BackupAge), "s", "Age of the last backup");
        meter.CreateObservableGauge("tanfang.store.up", () => figures.IsUp ? 1 : 0, null, "1 when the store answered");
    }

    /// <param name="outcome">accepted, duplicate, quarantined or rejected.</param>
    public void Received(string outcome) => records.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>A figure that is not known is not there; a zero would be a claim.</summary>
    private static IEnumerable<Measurement<double>> Some(double? value) =>
        value is { } known ? [new Measurement<double>(known)] : [];
}
