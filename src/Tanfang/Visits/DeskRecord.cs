using System.Globalization;
using System.Text.Json;
using Tanfang.Shared;

namespace Tanfang.Visits;

/// <summary>A record made at the desk, in the same bytes that a phone would send: one way in, one proof of what was entered.</summary>
public static class DeskRecord
{
    /// <summary>The id of a sheet, given when it is opened: sending it twice records it once.</summary>
    public static Guid NewId(TimeProvider clock) => Guid.CreateVersion7(clock.Now());

    /// <summary>When the sheet was opened; the id says it.</summary>
    public static DateTimeOffset OpenedAt(Guid id) =>
        DateTimeOffset.FromUnixTimeMilliseconds(
            long.Parse(id.ToString("N")[..12], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        );

    public static byte[] Write(
        Guid id,
        string kind,
        Guid elderId,
        string? happenedOn,
        Guid? corrects,
        Action<Utf8JsonWriter> body,
        string? enteredFrom = null
    )
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("id", id.ToString("D"));
            json.WriteString("kind", kind);
            json.WriteString("elderId", elderId.ToString("D"));
            json.WriteString("happenedOn", happenedOn ?? "");
            json.WriteString(
                "recordedAt",
                OpenedAt(id).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            );
            json.WriteString("formVersion", "1");
            if (corrects is { } old)
                json.WriteString("corrects", old.ToString("D"));
            if (enteredFrom is not null)
                json.WriteString("enteredFrom", enteredFrom);
            json.WriteStartObject("body");
            body(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
