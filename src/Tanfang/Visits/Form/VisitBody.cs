using System.Text.Json;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Visits.Form;

/// <summary>
/// What one visit found: section five as filled in. Any item may be left unanswered; what is there must be one of its
/// boxes. The web page and the API both read it here.
/// </summary>
public sealed record VisitBody
{
    public const string SharedLabel = "同一户已查看";

    public required Modes Mode { get; init; }

    public string? Channel { get; init; }

    /// <summary>Ticks of the eleven status items by key; what is missing was not answered.</summary>
    public required IReadOnlyDictionary<string, string> Ticks { get; init; }

    public int? FamilyBy { get; init; }

    public string? IllnessName { get; init; }

    /// <summary>Codes of needs that have one.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Needs in the elder's own words.</summary>
    public IReadOnlyList<string> NeedsInWords { get; init; } = [];

    public string? Suggestion { get; init; }

    /// <summary>The visit whose states were shown; null when there was none to show.</summary>
    public Guid? Basis { get; init; }

    public IReadOnlyList<string> Visitors { get; init; } = [];

    /// <summary>As sent: by role, a name, a drawing, or why there is none.</summary>
    public JsonElement? Signatures { get; init; }

    /// <summary>Keys of the safety items that were seen at the same stop with somebody of the same household, and not once more for this one.</summary>
    public IReadOnlyList<string> SharedSafety { get; init; } = [];

    /// <summary>Answers beyond the paper by key.</summary>
    public IReadOnlyDictionary<string, string> Beyond { get; init; } = new Dictionary<string, string>();

    public string? Tick(string key) => Ticks.GetValueOrDefault(key);

    /// <summary>
    /// 确保探访实效: the person was met or spoken to (an attempt is a record of another kind), at least one status item was
    /// answered, and somebody answers for it by name.
    /// </summary>
    public bool Counts => Ticks.Count > 0 && Visitors.Count > 0;

    /// <summary>What is sealed of it.</summary>
    public VisitWords Words =>
        new(
            IllnessName,
            NeedsInWords.Count > 0 ? string.Join("；", NeedsInWords) : null,
            Suggestion,
            null,
            Signatures,
            Channel,
            Beyond.Count > 0 ? Beyond : null,
            SharedSafety.Count > 0 ? SharedSafety : null
        );

    public static Result<VisitBody> Read(JsonElement json)
    {
        var refusals = new List<Refusal>();
        var reader = new BodyReader(json, "", refusals);
        var mode = Code(reader, VisitForm.Mode);
        var channel = Code(reader, VisitForm.Channel);
        var ticks = new Dictionary<string, string>();
        foreach (var item in VisitForm.Status.Where(i => i.Type == "choice"))
            Add(ticks, item.Key, Code(reader, item));
        var familyBy = ReadFamily(reader, ticks);
        var illnessName = ReadIllness(reader, ticks);
        var needs = reader.Texts("needs", VisitForm.Needs.Label, 20, 500);
        var suggestion = reader.Text("suggestion", VisitForm.Suggestion.Label, 1000, lines: true);
        var basis = reader.Id("basis", "上次探访");
        var visitors = reader.People(VisitForm.Visitors);
        var signatures = Signing.Read(reader);
        var beyond = ReadBeyond(reader);
        var shared = ReadShared(reader, ticks);
        reader.NothingElse();
        reader.Judge(VisitForm.Definition.Rules);
        if (refusals.Count > 0)
            return refusals;
        return new VisitBody
        {
            Mode = ModeCodes.Of(mode!),
            Channel = channel,
            Ticks = ticks,
            FamilyBy = familyBy,
            IllnessName = illnessName,
            Needs = [.. needs.Where(n => VisitForm.Needs.LabelOf(n) is not null)],
            NeedsInWords = [.. needs.Where(n => VisitForm.Needs.LabelOf(n) is null)],
            Suggestion = suggestion,
            Basis = basis,
            Visitors = visitors,
            Signatures = signatures,
            Beyond = beyond,
            SharedSafety = shared,
        };
    }

    private static int? ReadFamily(BodyReader reader, Dictionary<string, string> ticks)
    {
        if (reader.Inner("family", VisitForm.Family.Label) is not { } family)
            return null;
        var change = family.Code("change", VisitForm.Family.Label, VisitForm.Family.Choices.Select(c => c.Code));
        var by = family.Number("by", "家庭人口增减人数", 0, VisitForm.Family.MaxNumber!.Value);
        family.NothingElse();
        Add(ticks, "family", change);
        return by is 0 ? null : by;
    }

    private static string? ReadIllness(BodyReader reader, Dictionary<string, string> ticks)
    {
        if (reader.Inner("illness", VisitForm.Illness.Label) is not { } illness)
            return null;
        var state = illness.Code("state", VisitForm.Illness.Label, VisitForm.Illness.Choices.Select(c => c.Code));
        var name = illness.Text("name", "疾病名称", VisitForm.Illness.MaxLength!.Value);
        illness.NothingElse();
        Add(ticks, "illness", state);
        return name;
    }

    private static IReadOnlyList<string> ReadShared(BodyReader reader, Dictionary<string, string> ticks)
    {
        var keys = reader.Texts("sharedSafety", SharedLabel, VisitForm.Safety.Count, 40);
        return keys.All(k => VisitForm.Safety.Any(i => i.Key == k) && ticks.ContainsKey(k))
            ? keys
            : reader.Refuse<string[]>("sharedSafety", SharedLabel, "只能是已填的燃气、水暖、用电") ?? [];
    }

    private static Dictionary<string, string> ReadBeyond(BodyReader reader)
    {
        var answers = new Dictionary<string, string>();
        if (reader.Inner("beyond", "表外内容") is not { } beyond)
            return answers;
        foreach (var item in VisitForm.Beyond)
        {
            var answer =
                item.Type == "text"
                    ? beyond.Text(item.Key, item.Label, item.MaxLength!.Value, lines: true)
                    : Code(beyond, item);
            Add(answers, item.Key, answer);
        }
        beyond.NothingElse();
        return answers;
    }

    private static string? Code(BodyReader reader, FormItem item) =>
        reader.Code(item.Key, item.Label, item.Choices.Select(c => c.Code), item.Required);

    private static void Add(Dictionary<string, string> answers, string key, string? answer)
    {
        if (answer is not null)
            answers[key] = answer;
    }
}
