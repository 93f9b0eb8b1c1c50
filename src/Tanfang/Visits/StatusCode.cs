using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Tanfang.Visits.Form;

namespace Tanfang.Visits;

/// <summary>
/// The eight items as they are stored with every visit: each key with tick, state and which of the visits named under <c>from</c> set the
/// state; for 家庭人口 also by how many. Most items repeat what one earlier visit found, so that visit stands there once:
/// 300 letters instead of 830. Visits are never rewritten, so what was stored as an object for each item is read for ever.
/// </summary>
internal static class StatusCode
{
    private const string From = "from";

    private static readonly SearchValues<char> Letters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    );

    public static string Write(StatusAnswers answers)
    {
        var from = new List<(DateOnly? Since, Guid? Visit)>();
        var json = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[512]);
        foreach (var key in VisitForm.Eight.Select(i => i.Key))
        {
            if (answers[key] is { } answer)
            {
                json.AppendLiteral(from.Count == 0 ? "{" : ",");
                Code(ref json, key);
                json.AppendLiteral(":[");
                Code(ref json, answer.Tick);
                json.AppendLiteral(",");
                Code(ref json, answer.State);
                json.AppendLiteral(",");
                json.AppendFormatted(PlaceOf((answer.Since, answer.VisitId), from));
                if (answer.By is { } by)
                {
                    json.AppendLiteral(",");
                    json.AppendFormatted(by);
                }

                json.AppendLiteral("]");
            }
        }

        json.AppendLiteral(from.Count == 0 ? "{\"from\":[" : ",\"from\":[");
        for (var i = 0; i < from.Count; i++)
        {
            json.AppendLiteral(i == 0 ? "[" : ",[");
            Quoted(ref json, from[i].Since, "O");
            json.AppendLiteral(",");
            Quoted(ref json, from[i].Visit, "D");
            json.AppendLiteral("]");
        }

        json.AppendLiteral("]}");
        return json.ToStringAndClear();
    }

    /// <exception cref="JsonException">The text is no such code.</exception>
    public static StatusAnswers Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var all = document.RootElement;
        return StatusAnswers.Each(key =>
            !all.TryGetProperty(key, out var item) ? null
            : item.ValueKind == JsonValueKind.Object ? item.Deserialize<StatusAnswer>(JsonSerializerOptions.Web)
            : Of(item, all.GetProperty(From)[item[2].GetInt32()])
        );
    }

    private static StatusAnswer Of(JsonElement item, JsonElement from) =>
        new(
            item[0].GetString(),
            item[1].GetString(),
            from[0].GetString() is { } since ? DateOnly.ParseExact(since, "O", CultureInfo.InvariantCulture) : null,
            from[1].GetString() is { } visit ? Guid.Parse(visit) : null,
            item.GetArrayLength() > 3 ? item[3].GetInt32() : null
        );

    /// <summary>A code of the form is letters: nothing in it has to be escaped.</summary>
    private static void Code(ref DefaultInterpolatedStringHandler json, string? code)
    {
        if (code.AsSpan().ContainsAnyExcept(Letters))
        {
            throw new ArgumentException("a code of the form is made of letters", nameof(code));
        }

        json.AppendLiteral(code is null ? "null" : "\"");
        json.AppendLiteral(code ?? "");
        json.AppendLiteral(code is null ? "" : "\"");
    }

    private static void Quoted<T>(ref DefaultInterpolatedStringHandler json, T? value, string format)
        where T : struct
    {
        if (value is not { } some)
        {
            json.AppendLiteral("null");
            return;
        }

        json.AppendLiteral("\"");
        json.AppendFormatted(some, format);
        json.AppendLiteral("\"");
    }

    private static int PlaceOf((DateOnly?, Guid?) set, List<(DateOnly?, Guid?)> from)
    {
        if (from.IndexOf(set) is >= 0 and var known)
        {
            return known;
        }

        from.Add(set);
        return from.Count - 1;
    }
}
