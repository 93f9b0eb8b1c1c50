using System.Text.Json;

namespace Tanfang.Visits;

/// <summary>
/// 签字: by role (visitor, elder, desk) a name, with a drawing or the reason why there is none (代签, 拒签). Kept as sent; only
/// what is printed is read out.
/// </summary>
public static class Signing
{
    private const int Most = 10;
    private static readonly string[] Roles = ["visitor", "elder", "desk"];

    public static JsonElement? Read(BodyReader reader)
    {
        var value = reader.Get("signatures");
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        var sound =
            value.ValueKind == JsonValueKind.Array
            && value.GetArrayLength() <= Most
            && value.EnumerateArray().All(Sound);
        if (!sound)
            reader.Refuse<string>("signatures", "签字", "不是签字的列表");
        return sound ? value.Clone() : null;
    }

    /// <summary>Who signed in a role, for print: the names, or how it was signed; null when nobody did.</summary>
    public static string? Name(JsonElement? signatures, string role)
    {
        if (signatures is not { ValueKind: JsonValueKind.Array } list)
            return null;
        var names = list.EnumerateArray()
            .Where(s => s.ValueKind == JsonValueKind.Object && Field(s, "role") == role)
            .Select(s => Field(s, "name") ?? (s.TryGetProperty("image", out _) ? "已签" : null))
            .Where(name => !string.IsNullOrEmpty(name));
        var all = string.Join("、", names);
        return all.Length == 0 ? null : all;
    }

    private static bool Sound(JsonElement signature) =>
        signature.ValueKind switch
        {
            JsonValueKind.String => true,
            JsonValueKind.Object => Field(signature, "role") is not { } role || Roles.Contains(role),
            _ => false,
        };

    private static string? Field(JsonElement signature, string name) =>
        signature.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
