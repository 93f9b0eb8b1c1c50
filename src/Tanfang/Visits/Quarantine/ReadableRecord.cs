using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tanfang.Care;
using Tanfang.Emergencies;
using Tanfang.Visits.Form;

namespace Tanfang.Visits.Quarantine;

/// <summary>One line of what was recorded.</summary>
public sealed record ReadableLine(string Label, string Text);

/// <summary>
/// Shows what was recorded, sound or not, in the words of the form. Long numbers are masked: a person's number or phone may stand in
/// free words.
/// </summary>
public static partial class ReadableRecord
{
    private const int Longest = 4000;
    private static readonly FormDefinition[] Forms =
    [
        VisitForm.Definition,
        AttemptForm.Definition,
        CareForm.Definition,
        EmergencyForm.Definition,
    ];

    public static IReadOnlyList<ReadableLine> Of(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32 });
            var lines = new List<ReadableLine>();
            var items = Items(document.RootElement);
            foreach (var field in document.RootElement.EnumerateObject())
            {
                if (field.NameEquals("body") && field.Value.ValueKind == JsonValueKind.Object)
                    lines.AddRange(field.Value.EnumerateObject().Where(Answered).Select(f => Line(items, f)));
                else if (field.NameEquals("happenedOn"))
                    lines.Insert(0, new ReadableLine("发生日期", Show(items, null, field.Value)));
                else if (field.NameEquals("formVersion"))
                    lines.Add(new ReadableLine("表单版本", Show(items, null, field.Value)));
            }

            return lines;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return [new ReadableLine("原文（无法解读）", Mask(text.Length > Longest ? text[..Longest] + "…" : text))];
        }
    }

    /// <summary>Those of its own kind first: two forms may give one key to different questions.</summary>
    private static FormItem[] Items(JsonElement record)
    {
        var kind =
            record.TryGetProperty("kind", out var said) && said.ValueKind == JsonValueKind.String ? $"{said}" : "";
        return [.. Forms.OrderBy(f => f.Kind == kind ? 0 : 1).SelectMany(f => f.Items)];
    }

    private static bool Answered(JsonProperty field) =>
        field.Value.ValueKind is not JsonValueKind.Null && field.Name != "basis";

    private static ReadableLine Line(FormItem[] items, JsonProperty field)
    {
        var item = Array.Find(items, i => i.Key == field.Name);
        var label = item?.Label ?? (field.NameEquals("signatures") ? "签字" : Mask(field.Name));
        return new ReadableLine(label, field.NameEquals("signatures") ? "已附" : Show(items, item, field.Value));
    }

    private static string Show(FormItem[] items, FormItem? item, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => item?.LabelOf(value.GetString()) ?? Mask(value.GetString()!),
            JsonValueKind.Array => string.Join("、", value.EnumerateArray().Select(v => Show(items, item, v))),
            JsonValueKind.Object => string.Join(
                "，",
                value
                    .EnumerateObject()
                    .Where(p => p.Value.ValueKind is not JsonValueKind.Null)
                    .Select(p => Show(items, Array.Find(items, i => i.Key == p.Name) ?? item, p.Value))
            ),
            _ => Mask(value.GetRawText()),
        };

    /// <summary>Seven digits in a row or more are somebody's number.</summary>
    private static string Mask(string text) =>
        LongNumber()
            .Replace(text, m => Day().IsMatch(m.Value) ? m.Value : m.Value[..2] + new string('*', m.Length - 2));

    [GeneratedRegex(@"\A(19|20)\d\d-\d\d-\d\d\z")]
    private static partial Regex Day();

    [GeneratedRegex(@"[0-9０-９][0-9０-９ -]{5,}[0-9０-９xXｘＸ]")]
    private static partial Regex LongNumber();
}
