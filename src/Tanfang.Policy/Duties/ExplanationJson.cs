using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tanfang.Policy;

/// <summary>Writes explanations as contracts.md shows them: the same bytes for the same answer.</summary>
public static class ExplanationJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One object as indented UTF-8 JSON, without a byte order mark, Chinese unescaped.</summary>
    public static byte[] Write(Explanation explanation) => Written(json => WriteOne(json, explanation));

    /// <summary>An array of them, in the order given.</summary>
    public static byte[] Write(IReadOnlyList<Explanation> explanations) =>
        Written(json =>
        {
            json.WriteStartArray();
            foreach (var explanation in explanations)
            {
                WriteOne(json, explanation);
            }
            json.WriteEndArray();
        });

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            write(json);
        }
        return bytes.ToArray();
    }

    private static void WriteOne(Utf8JsonWriter json, Explanation explanation)
    {
        json.WriteStartObject();
        json.WriteBoolean("enrolled", explanation.Enrolled);
        json.WriteStartArray("duties");
        foreach (var duty in explanation.Duties)
        {
            WriteDuty(json, duty);
        }
        json.WriteEndArray();
        WriteList(json, "notes", explanation.Notes);
        json.WriteEndObject();
    }

    private static void WriteDuty(Utf8JsonWriter json, Duty duty)
    {
        json.WriteStartObject();
        json.WriteString("rule", duty.Rule);
        json.WriteString("kind", Words.Of(Words.Kinds, duty.Kind));
        json.WriteString("tier", duty.Tier);
        WriteCadence(json, duty.Cadence);
        WriteList(json, "modes", Words.ModeWords.Where(m => duty.Modes.HasFlag(m.Meaning)).Select(m => m.Word));
        WritePeriod(json, duty.Period);
        json.WriteString("dueOn", duty.DueOn is { } due ? Day(due) : null);
        json.WriteBoolean("firstPeriodShort", duty.FirstPeriodShort);
        WriteCitation(json, duty.Citation);
        WriteReading(json, duty.Reading);
        WriteList(json, "because", duty.Because);
        if (duty.Substitution is { } substitution)
        {
            json.WriteStartObject("substitution");
            WriteCitation(json, substitution.Citation);
            WriteReading(json, substitution.Reading);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteCadence(Utf8JsonWriter json, Cadence? cadence)
    {
        if (cadence is not { } value)
        {
            json.WriteNull("cadence");
            return;
        }
        json.WriteStartObject("cadence");
        json.WriteString("every", Words.Of(Words.Everies, value.Every));
        json.WriteNumber("atLeast", value.AtLeast);
        json.WriteEndObject();
    }

    private static void WritePeriod(Utf8JsonWriter json, DayRange? period)
    {
        if (period is not { } value)
        {
            json.WriteNull("period");
            return;
        }
        json.WriteStartObject("period");
        json.WriteString("from", Day(value.From));
        json.WriteString("until", Day(value.Until));
        json.WriteEndObject();
    }

    private static void WriteCitation(Utf8JsonWriter json, Citation citation)
    {
        json.WriteStartObject("citation");
        json.WriteString("document", citation.Document);
        json.WriteString("section", citation.Section);
        json.WriteString("quote", citation.Quote);
        json.WriteEndObject();
    }

    private static void WriteReading(Utf8JsonWriter json, string? reading)
    {
        if (reading is not null)
        {
            json.WriteString("reading", reading);
        }
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStringValue(item);
        }
        json.WriteEndArray();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
