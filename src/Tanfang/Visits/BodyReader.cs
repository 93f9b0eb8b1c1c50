using System.Globalization;
using System.Text.Json;
using Tanfang.Shared;

namespace Tanfang.Visits;

/// <summary>
/// Reads one JSON object strictly: a field of the wrong type, an unknown code, a broken character or a field nobody asked for is a
/// refusal that names the field and never repeats what was in it.
/// </summary>
public sealed class BodyReader(JsonElement body, string path, List<Refusal> refusals)
{
    private readonly HashSet<string> known = [];

    public IReadOnlyList<Refusal> Refusals => refusals;

    public string? Code(string key, string label, IEnumerable<string> codes, bool required = false)
    {
        var text = Text(key, label, 40, required);
        return text is null || codes.Contains(text) ? text : Refuse<string>(key, label, "不在可选项之内");
    }

    /// <summary>Trimmed; empty is the same as left out. Line breaks only where <paramref name="lines"/> says so.</summary>
    public string? Text(string key, string label, int most, bool required = false, bool lines = false)
    {
        var value = Get(key);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return required ? Refuse<string>(key, label, "没有填写") : null;
        var text = ReadText(value, lines);
        if (text is null)
            return Refuse<string>(key, label, "不是可以保存的文字");
        if (text.Length == 0)
            return required ? Refuse<string>(key, label, "没有填写") : null;
        return text.Length <= most ? text : Refuse<string>(key, label, $"超过 {most} 个字");
    }

    public IReadOnlyList<string> Texts(string key, string label, int count, int most)
    {
        var value = Get(key);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return [];
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > count)
            return Refuse<string[]>(key, label, $"应是最多 {count} 项的列表") ?? [];
        var texts = value.EnumerateArray().Select(v => ReadText(v, lines: true)).ToList();
        if (texts.Any(t => t is null || t.Length > most))
            return Refuse<string[]>(key, label, $"每项应是不超过 {most} 个字的文字") ?? [];
        return [.. texts.Where(t => t!.Length > 0).Select(t => t!).Distinct()];
    }

    /// <summary>Names of people, without line breaks and short enough to stand in a list.</summary>
    public IReadOnlyList<string> People(FormItem item)
    {
        var names = Texts(item.Key, item.Label, item.MaxCount!.Value, item.MaxLength!.Value);
        if (names.Any(n => n.Any(char.IsControl)))
            return Refuse<string[]>(item.Key, item.Label, "的姓名里有换行等字符") ?? [];
        if (item.Required && names.Count == 0 && !refusals.Exists(r => r.Field == path + item.Key))
            Refuse<string>(item.Key, item.Label, "没有填写");
        return names;
    }

    public int? Number(string key, string label, int least, int most)
    {
        var value = Get(key);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var n) && n >= least && n <= most)
            return n;
        Refuse<string>(key, label, $"应是 {least} 到 {most} 的整数");
        return null;
    }

    public Guid? Id(string key, string label)
    {
        var text = Text(key, label, 36);
        if (text is null)
            return null;
        if (Guid.TryParseExact(text, "D", out var id))
            return id;
        Refuse<string>(key, label, "不是记录编号");
        return null;
    }

    public DateOnly? Day(string key, string label)
    {
        var text = Text(key, label, 10, required: true);
        if (text is null)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Refuse<string>(key, label, "不是日期（年-月-日）");
        return null;
    }

    /// <summary>An instant with its zone, cut to milliseconds.</summary>
    public DateTimeOffset? Instant(string key, string label, bool required = false)
    {
        var text = Text(key, label, 40, required);
        if (text is null)
            return null;
        if (Instants.Read(text) is { } instant)
            return instant;
        Refuse<string>(key, label, "不是带时区的时间");
        return null;
    }

    public BodyReader? Inner(string key, string label)
    {
        var value = Get(key);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.Object
            ? new BodyReader(value, path + key + ".", refusals)
            : Refuse<BodyReader>(key, label, "类型不对");
    }

    /// <summary>A field kept as it was sent.</summary>
    public JsonElement Get(string key)
    {
        known.Add(key);
        return body.TryGetProperty(key, out var value) ? value : default;
    }

    public T? Refuse<T>(string key, string label, string why)
        where T : class
    {
        refusals.Add(new Refusal("invalid-field", $"“{label}”{why}", "", path + key));
        return null;
    }

    /// <summary>Judges answers that hang together, after each was read for itself.</summary>
    public void Judge(IReadOnlyList<FormRule> rules)
    {
        foreach (var rule in rules.Where(r => !IsRefused(r.On) && !IsRefused(r.Field)))
        {
            var beside = Answer(rule.On) is { } code && rule.Codes.Contains(code);
            var given = Answer(rule.Field) is not null;
            if (beside && rule.Needed && !given)
                Refuse<string>(rule.Field, rule.Label, "没有填写");
            if (given && !beside)
                Refuse<string>(rule.Field, rule.Label, rule.Otherwise);
        }
    }

    private bool IsRefused(string field) =>
        refusals.Exists(r => r.Field == field || field.StartsWith(r.Field + ".", StringComparison.Ordinal));

    /// <summary>What was answered at a path; nothing, an empty text and 0 are no answer.</summary>
    private string? Answer(string field)
    {
        var value = body;
        foreach (var name in field.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Trim() is { Length: > 0 } text ? text : null,
            JsonValueKind.Number => value.TryGetInt32(out var n) && n == 0 ? null : value.GetRawText(),
            _ => null,
        };
    }

    /// <summary>Refuses what nobody asked for: it may mean something that this version does not know.</summary>
    public void NothingElse()
    {
        foreach (var name in body.EnumerateObject().Select(p => p.Name).Where(n => !known.Contains(n)))
        {
            var shown = name.Length <= 30 && name.All(char.IsAsciiLetterOrDigit) ? $"“{name}”" : "";
            refusals.Add(new Refusal("unknown-field", $"有本版表单没有的栏目{shown}", "", path.TrimEnd('.')));
        }
    }

    private static string? ReadText(JsonElement value, bool lines)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            var text = value.GetString()!.Trim();
            return text.Any(c => char.IsControl(c) && !(lines && c is '\n' or '\r' or '\t')) ? null : text;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are no UTF-8.
            return null;
        }
    }
}
