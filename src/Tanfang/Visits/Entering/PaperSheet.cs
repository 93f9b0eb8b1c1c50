using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Tanfang.Policy;
using Tanfang.Visits.Form;
using Tanfang.Visits.Recording;

namespace Tanfang.Visits.Entering;

/// <summary>
/// A paper form as it is being copied: the fields of the sheet at the desk and the few that only paper has (how the elder signed, which scan
/// lies beside it). What stands in it is kept as typed, right or wrong.
/// </summary>
public sealed class PaperSheet
{
    /// <summary>More than any form holds: a draft is no place to keep things.</summary>
    public const int LargestDraft = 20_000;

    private static readonly string[] Known =
    [
        "happenedOn",
        "familyBy",
        "illnessName",
        "needsInWords",
        "signedByDesk",
        "elderSigned",
        "elderSignedBy",
        "basis",
        "scan",
        .. VisitForm.Definition.Items.Where(i => !i.BeyondThePaper).Select(i => i.Key),
        "result",
        "note",
    ];

    private readonly Dictionary<string, StringValues> fields;

    private PaperSheet(Dictionary<string, StringValues> fields) => (this.fields, Fields) = (fields, new Sheet(fields));

    public Sheet Fields { get; }

    public Guid? Scan => Guid.TryParseExact(Fields["scan"], "D", out var id) ? id : null;

    /// <summary>What the form sent; names that are none of its fields are left out.</summary>
    public static PaperSheet Of(IFormCollection posted) =>
        new(Known.Where(k => !StringValues.IsNullOrEmpty(posted[k])).ToDictionary(k => k, k => posted[k]));

    /// <summary>A sheet that nobody has touched: what most sheets of the batch share, and who enters it.</summary>
    public static PaperSheet Blank(EntryBatch batch, string desk)
    {
        var sheet = new PaperSheet([]);
        sheet.Fields["happenedOn"] = $"{batch.Day:yyyy-MM-dd}";
        sheet.Fields["mode"] = batch.Mode == Modes.None ? null : ModeCodes.Of(batch.Mode);
        sheet.Fields["visitors"] = batch.Visitors;
        sheet.Fields["signedByDesk"] = desk;
        return sheet;
    }

    public static PaperSheet Parse(string draft) =>
        new(
            JsonSerializer
                .Deserialize<Dictionary<string, string[]>>(draft)!
                .ToDictionary(f => f.Key, f => new StringValues(f.Value))
        );

    public string ToDraft() => JsonSerializer.Serialize(fields.ToDictionary(f => f.Key, f => f.Value.ToArray()));

    /// <summary>The status items that have no answer, by their names on the paper.</summary>
    public IReadOnlyList<string> Unanswered =>
        [.. VisitForm.Status.Where(i => Fields[i.Key] is null).Select(i => i.Label)];

    /// <summary>The body, in the very words in which the sheet at the desk writes it.</summary>
    public void Write(Utf8JsonWriter json, bool isAttempt, string elder)
    {
        if (isAttempt)
        {
            Fields.Write(json, "result");
            Fields.Write(json, "note");
            Fields.WriteNames(json, "visitors");
            return;
        }

        Fields["signedByElder"] = Signed(elder);
        Fields.WriteVisit(json);
    }

    private string? Signed(string elder) =>
        Fields["elderSigned"] switch
        {
            "own" => elder,
            "fingerprint" => "按手印",
            "proxy" => $"代签：{Fields["elderSignedBy"]}",
            "refused" => $"拒签：{Fields["elderSignedBy"]}",
            _ => null,
        };
}
