using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Tanfang.Visits.Form;

namespace Tanfang.Visits.Recording;

/// <summary>A sheet as it lies on the desk: what stands in each field, right or wrong. Fields are named as in the body.</summary>
public sealed class Sheet(IDictionary<string, StringValues> fields)
{
    private static readonly char[] BetweenNames = ['、', '，', ',', '；', ';', '\n'];

    /// <summary>The visit whose states are shown beside the eight items; null on a first visit.</summary>
    public Guid? Basis => Guid.TryParseExact(this["basis"], "D", out var id) ? id : null;

    /// <summary>Of a correction: the record it corrects, and what was signed on it that nobody can type.</summary>
    public (Guid Record, IReadOnlyList<JsonElement> Signatures)? Carried { get; set; }

    public string? this[string field]
    {
        get => fields.TryGetValue(field, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
        set => fields[field] = value;
    }

    public static Sheet Of(IFormCollection posted) => new(posted.ToDictionary(f => f.Key, f => f.Value));

    public static Sheet Empty() => new(new Dictionary<string, StringValues>());

    /// <summary>A recorded visit laid on the desk again, to be corrected.</summary>
    public static Sheet Of(Visit visit, VisitWords? words)
    {
        var answers = StatusAnswers.Parse(visit.Answers);
        var sheet = Empty();
        sheet["basis"] = visit.BasisId?.ToString();
        sheet["happenedOn"] = $"{visit.HappenedOn:yyyy-MM-dd}";
        sheet["mode"] = ModeCodes.Of(visit.Mode);
        sheet["channel"] = words?.Channel;
        foreach (var item in VisitForm.Eight)
            sheet[item.Key] = answers[item.Key]?.Tick;
        sheet["familyBy"] = answers.Family is { Tick: "more" or "fewer" } family ? $"{family.By}" : null;
        sheet["illnessName"] = words?.IllnessName;
        (sheet["gas"], sheet["water"], sheet["electricity"]) = (visit.Gas, visit.Water, visit.Electricity);
        sheet.Choose("needs", visit.Needs.Split('|', StringSplitOptions.RemoveEmptyEntries));
        sheet["needsInWords"] = words?.Needs;
        sheet["suggestion"] = words?.Suggestion;
        sheet["visitors"] = visit.Visitors;
        sheet["signedByElder"] = Signing.TypedName(words?.Signatures, "elder");
        sheet["signedByDesk"] = Signing.TypedName(words?.Signatures, "desk");
        foreach (var (key, answer) in words?.Beyond ?? new Dictionary<string, string>())
            sheet["beyond." + key] = answer;
        return sheet;
    }

    public bool Has(string field, string value) => fields.TryGetValue(field, out var all) && all.Contains(value);

    /// <summary>其余八项无变化: fills exactly the eight, and of those only what nobody has answered yet.</summary>
    public void FillUnchanged()
    {
        foreach (var item in VisitForm.Eight.Where(i => this[i.Key] is null))
            this[item.Key] = VisitForm.Unchanged;
    }

    /// <summary>Other states are shown now than those it was ticked beside: it must be ticked again.</summary>
    public void ClearUnchanged()
    {
        foreach (var item in VisitForm.Eight.Where(i => this[i.Key] == VisitForm.Unchanged))
            this[item.Key] = null;
    }

    /// <summary>The body of a visit, as a phone would send it.</summary>
    public void WriteVisit(Utf8JsonWriter json)
    {
        Write(json, "mode");
        Write(json, "channel");
        if (this["family"] is not null || this["familyBy"] is not null)
            WritePair(json, "family", "change", this["family"], "by", this["familyBy"]);
        if (this["illness"] is not null || this["illnessName"] is not null)
            WritePair(json, "illness", "state", this["illness"], "name", this["illnessName"]);
        foreach (var item in VisitForm.Status.Where(i => i.Type == "choice"))
            Write(json, item.Key);
        WriteList(json, "needs", [.. All("needs"), this["needsInWords"]]);
        Write(json, "suggestion");
        Write(json, "basis");
        WriteNames(json, "visitors");
        WriteSignatures(json);
        json.WriteStartObject("beyond");
        foreach (var item in VisitForm.Beyond)
            Write(json, item.Key, this["beyond." + item.Key]);
        json.WriteEndObject();
    }

    public void Write(Utf8JsonWriter json, string field) => Write(json, field, this[field]);

    public void WriteNames(Utf8JsonWriter json, string field) =>
        WriteList(json, field, (this[field] ?? "").Split(BetweenNames, StringSplitOptions.TrimEntries));

    public void WriteSignatures(Utf8JsonWriter json)
    {
        json.WriteStartArray("signatures");
        foreach (var signature in Carried?.Signatures ?? [])
            Signing.Carry(json, signature, Carried!.Value.Record);
        foreach (var (field, role) in new[] { ("signedByElder", "elder"), ("signedByDesk", "desk") })
        {
            if (this[field] is { } name)
            {
                json.WriteStartObject();
                json.WriteString("role", role);
                json.WriteString("name", name);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string key, string? value)
    {
        if (value is not null)
            json.WriteString(key, value);
    }

    private static void WriteList(Utf8JsonWriter json, string key, IEnumerable<string?> values)
    {
        json.WriteStartArray(key);
        foreach (var value in values.Where(v => !string.IsNullOrEmpty(v)))
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WritePair(Utf8JsonWriter json, string key, string a, string? first, string b, string? second)
    {
        json.WriteStartObject(key);
        Write(json, a, first);
        if (key == "family" && int.TryParse(second, out var number))
            json.WriteNumber(b, number);
        else
            Write(json, b, second);
        json.WriteEndObject();
    }

    private StringValues All(string field) => fields.TryGetValue(field, out var all) ? all : default;

    private void Choose(string field, string[] values) => fields[field] = values;
}
