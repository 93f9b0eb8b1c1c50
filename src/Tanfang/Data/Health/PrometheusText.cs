using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Tanfang.Data.Health;

/// <summary>Prometheus' text format, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Only the labels that are wanted (null = all), in one order.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags, string[]? wanted)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            if (wanted is null || wanted.Contains(key))
            {
                text.Append(text.Length == 0 ? "" : ",")
                    .Append(Name(key))
                    .Append("=\"")
                    .Append(Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""))
                    .Append('"');
            }
        }

        return text.ToString();
    }

    public static string Write(IEnumerable<(Instrument Instrument, string Labels, Series Series)> all, long dropped)
    {
        var text = new StringBuilder();
        foreach (var group in all.GroupBy(s => s.Instrument).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
        {
            var name = NameOf(group.Key);
            var isHistogram = group.Key is Histogram<double> or Histogram<long> or Histogram<int>;
            var kind =
                isHistogram ? "histogram"
                : IsSum(group.Key) ? "counter"
                : "gauge";
            text.Append(
                CultureInfo.InvariantCulture,
                $"# HELP {name} {group.Key.Description?.ReplaceLineEndings(" ")}\n"
            );
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {kind}\n");
            foreach (var (_, labels, series) in group.OrderBy(s => s.Labels, StringComparer.Ordinal))
            {
                if (isHistogram)
                {
                    WriteHistogram(text, name, labels, series);
                }
                else
                {
                    Line(text, name, labels, series.Read().Sum);
                }
            }
        }

        text.Append("# TYPE tanfang_metrics_dropped_total counter\n");
        Line(text, "tanfang_metrics_dropped_total", "", dropped);
        return text.ToString();
    }

    private static void WriteHistogram(StringBuilder text, string name, string labels, Series series)
    {
        var (sum, buckets) = series.Read();
        var comma = labels.Length == 0 ? "" : ",";
        long below = 0;
        for (var i = 0; i < buckets.Length; i++)
        {
            below += buckets[i];
            var bound = i < Series.Bounds.Length ? Number(Series.Bounds[i]) : "+Inf";
            Line(text, name + "_bucket", $"{labels}{comma}le=\"{bound}\"", below);
        }

        Line(text, name + "_sum", labels, sum);
        Line(text, name + "_count", labels, below);
    }

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(name)
            .Append(labels.Length == 0 ? "" : $"{{{labels}}}")
            .Append(' ')
            .Append(Number(value))
            .Append('\n');

    private static string NameOf(Instrument instrument) =>
        Name(instrument.Name)
        + instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        }
        + (IsSum(instrument) ? "_total" : "");

    private static bool IsSum(Instrument instrument) =>
        instrument
            is Counter<long>
                or Counter<int>
                or Counter<double>
                or ObservableCounter<long>
                or ObservableCounter<double>;

    private static string Name(string name) => name.Replace('.', '_');

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string value) =>
        value
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
}
