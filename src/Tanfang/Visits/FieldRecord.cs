using System.Text.Json;
using Tanfang.Shared;
using Tanfang.Visits.Form;

namespace Tanfang.Visits;

/// <summary>
/// One record as it came from a phone, the desk or a file, read but not yet judged: its envelope is sound, its body still raw.
/// </summary>
/// <param name="Kind">visit, attempt, care, change or emergency.</param>
/// <param name="HappenedOn">The China day; it decides.</param>
/// <param name="RecordedAt">When it was entered, by the device's clock until <see cref="DeviceClock"/> corrected it.</param>
public sealed record FieldRecord(
    Guid Id,
    string Kind,
    Guid ElderId,
    DateOnly HappenedOn,
    DateTimeOffset? HappenedAt,
    DateTimeOffset RecordedAt,
    string FormVersion,
    Guid? Corrects,
    JsonElement Body
)
{
    /// <summary>A visit, an attempt or an act of care is deeper than this only by mistake or malice.</summary>
    private const int Depth = 16;
    private static readonly string[] Kinds = ["visit", "attempt", "care", "change", "emergency"];

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Depth, AllowDuplicateProperties = false };

    /// <summary>By how much the device's clock was behind the server's; zero when it was about right.</summary>
    public TimeSpan DeviceOffset { get; init; }

    /// <summary>paper: copied from a paper form; null: recorded where it happened.</summary>
    public string? EnteredFrom { get; init; }

    public static Result<FieldRecord> Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            ReadThrough(document.RootElement);
            return Read(document.RootElement.Clone());
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // A name used twice, too deep, or half a character: which one of two answers was meant is not ours to guess.
            return new Refusal("invalid-record", "记录的格式有误：有重复的栏目、嵌套过深或残缺的字符", "");
        }
    }

    /// <summary>Half a surrogate pair shows only when a text is read; it must not show later.</summary>
    private static void ReadThrough(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            _ = value.GetString();
        else if (value.ValueKind == JsonValueKind.Array)
            foreach (var entry in value.EnumerateArray())
                ReadThrough(entry);
        else if (value.ValueKind == JsonValueKind.Object)
            foreach (var property in value.EnumerateObject())
            {
                _ = property.Name;
                ReadThrough(property.Value);
            }
    }

    private static Result<FieldRecord> Read(JsonElement item)
    {
        var refusals = new List<Refusal>();
        var reader = new BodyReader(item, "", refusals);
        var id = reader.Id("id", "记录编号");
        var kind = reader.Code("kind", "记录种类", Kinds, required: true);
        var elder = reader.Id("elderId", "老年人");
        var day = reader.Day("happenedOn", "发生日期");
        var at = reader.Instant("happenedAt", "发生时间");
        var recorded = reader.Instant("recordedAt", "录入时间", required: true);
        var version = reader.Text("formVersion", "表单版本", 20, required: true);
        var corrects = reader.Id("corrects", "更正的记录");
        var enteredFrom = reader.Code("enteredFrom", "录入来源", ["paper"]);
        var body = reader.Get("body");
        reader.NothingElse();
        if (elder is null && refusals.All(r => r.Field != "elderId"))
            reader.Refuse<string>("elderId", "老年人", "没有填写");
        if (body.ValueKind != JsonValueKind.Object)
            reader.Refuse<string>("body", "内容", "没有填写");
        if (version is not null && version != VisitForm.Version)
            refusals.Insert(0, new Refusal("unknown-form-version", "表单版本不是本系统认识的版本", "", "formVersion"));
        return refusals.Count > 0
            ? refusals
            : new FieldRecord(id!.Value, kind!, elder!.Value, day!.Value, at, recorded!.Value, version!, corrects, body)
            {
                EnteredFrom = enteredFrom,
            };
    }
}
