using System.Globalization;
using System.Text.Json;

namespace Tanfang.Policy;

/// <summary>A value in a JSON text that knows where it stands, so that every problem names file, place and reason.</summary>
internal readonly struct Place(JsonElement element, string file, string path, List<PolicyProblem> problems)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public JsonElement Element => element;
    public string File => file;
    public string Path => path;

    /// <summary>Reads a text; what stands in it may still be wrong, and is then added to <paramref name="problems"/>.</summary>
    public static Place? Root(PolicyText text, List<PolicyProblem> problems)
    {
        try
        {
            using var document = JsonDocument.Parse(text.Text, Strict);
            return new Place(document.RootElement.Clone(), text.File, "", problems);
        }
        catch (JsonException e)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"第{e.LineNumber + 1}行");
            problems.Add(new(text.File, place, $"不是合法的 JSON：{e.Message}"));
            return null;
        }
    }

    public void Wrong(string reason) => problems.Add(new(file, path.Length == 0 ? "全文" : path, reason));

    public bool IsNull => element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    public bool IsText => element.ValueKind == JsonValueKind.String;

    public bool IsList => element.ValueKind == JsonValueKind.Array;

    /// <summary>False, and says so, when this is no object or holds a member that is not among the known ones.</summary>
    public bool IsObject(params ReadOnlySpan<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Wrong("应为对象");
            return false;
        }
        foreach (var member in element.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                Wrong($"不认识的字段“{member.Name}”");
            }
        }
        return true;
    }

    public Place this[string name]
    {
        get
        {
            var found =
                element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
                    ? value
                    : default;
            return new Place(found, file, path.Length == 0 ? name : $"{path}.{name}", problems);
        }
    }

    public List<Place> Items()
    {
        var items = new List<Place>();
        if (IsNull)
        {
            return items;
        }
        if (!IsList)
        {
            Wrong("应为数组");
            return items;
        }
        foreach (var item in element.EnumerateArray())
        {
            items.Add(
                new Place(item, file, string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]"), problems)
            );
        }
        return items;
    }

    public string Text()
    {
        if (IsText && element.GetString() is { Length: > 0 } text)
        {
            return text;
        }
        Wrong(IsNull ? "缺少" : "应为非空文字");
        return "";
    }

    public string? OptionalText() => IsNull ? null : Text();

    public bool Flag(bool otherwise)
    {
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return element.GetBoolean();
        }
        if (!IsNull)
        {
            Wrong("应为 true 或 false");
        }
        return otherwise;
    }

    public DateOnly Day()
    {
        if (
            IsText
            && DateOnly.TryParseExact(
                element.GetString(),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
        {
            return day;
        }
        Wrong(IsNull ? "缺少日期" : $"不是日期（YYYY-MM-DD）：{element.GetRawText()}");
        return DateOnly.MinValue;
    }

    public DateOnly? OptionalDay() => IsNull ? null : Day();

    public int Whole(int least)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) && number >= least)
        {
            return number;
        }
        Wrong($"应为不小于{least}的整数");
        return least;
    }

    public T Choice<T>(params ReadOnlySpan<(string Word, T Meaning)> choices)
    {
        var text = Text();
        foreach (var (word, meaning) in choices)
        {
            if (word == text)
            {
                return meaning;
            }
        }
        if (text.Length > 0)
        {
            Wrong($"不认识的取值“{text}”");
        }
        return choices[0].Meaning;
    }
}
