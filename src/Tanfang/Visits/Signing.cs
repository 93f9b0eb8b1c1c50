using System.Text.Json;
using Tanfang.Visits.Form;

namespace Tanfang.Visits;

/// <summary>
/// 签字: by role (visitor, elder, desk) a name, with a picture or what stands for one: drawn, thumbprint, proxy (代签, with the relation) or refused (拒签, with
/// the reason). Kept as sent; only what is shown is read out. Older shapes, a name alone or a plain text, stay readable.
/// </summary>
public static class Signing
{
    public const int LongestRelation = 30;
    public const int LongestReason = 100;

    /// <summary>On a signature that a correction took over: the record that was signed.</summary>
    private const string CarriedFrom = "carriedFrom";
    private const int Most = 10;
    private static readonly string[] Roles = ["visitor", "elder", "desk"];
    private static readonly string[] Kinds = ["drawn", "thumbprint", "proxy", "refused"];

    public static JsonElement? Read(BodyReader reader)
    {
        var value = reader.Get("signatures");
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        var problem =
            value.ValueKind != JsonValueKind.Array ? "不是签字的列表"
            : value.GetArrayLength() > Most ? $"超过 {Most} 个"
            : value.EnumerateArray().Select(Problem).FirstOrDefault(p => p is not null);
        if (problem is null)
            return value.Clone();
        reader.Refuse<string>("signatures", "签字", problem);
        return null;
    }

    /// <summary>Who signed in a role, in words: the names and how it was signed; null when nobody did.</summary>
    public static string? Name(JsonElement? signatures, string role) => Names(In(signatures, role));

    /// <summary>The same of those that a desk can type: names without a picture or a kind.</summary>
    public static string? TypedName(JsonElement? signatures, string role) =>
        Names(In(signatures, role).Where(s => !IsGiven(s)));

    /// <summary>All signatures of a role with their pictures, in the order in which they were given; none when there is no picture among them.</summary>
    public static IReadOnlyList<FormSignature> Pictures(JsonElement? signatures, string role)
    {
        var all = In(signatures, role)
            .Select(s => new FormSignature(Image(s), Words(s)))
            .Where(s => s.Image is not null || s.Words is not null)
            .ToList();
        return all.Exists(s => s.Image is not null) ? all : [];
    }

    /// <summary>Those that nobody can type: a correction takes them over as they are.</summary>
    public static IReadOnlyList<JsonElement> Given(JsonElement? signatures) => [.. All(signatures).Where(IsGiven)];

    /// <summary>As it was given, with the record that was signed: the correction itself nobody has signed.</summary>
    public static void Carry(Utf8JsonWriter json, JsonElement signature, Guid record)
    {
        json.WriteStartObject();
        foreach (var property in signature.EnumerateObject().Where(p => p.Name != CarriedFrom))
            property.WriteTo(json);
        json.WriteString(CarriedFrom, Field(signature, CarriedFrom) ?? $"{record:D}");
        json.WriteEndObject();
    }

    private static string? Names(IEnumerable<JsonElement> signed)
    {
        var words = signed.Select(s => Words(s) ?? (Image(s) is null ? null : "已签"));
        var all = string.Join('、', words.Where(w => w is not null));
        return all.Length == 0 ? null : all;
    }

    private static IEnumerable<JsonElement> In(JsonElement? signatures, string role) =>
        All(signatures).Where(s => Field(s, "role") == role);

    /// <summary>Why a signature is refused, after 签字; null when it is sound.</summary>
    private static string? Problem(JsonElement signature)
    {
        if (signature.ValueKind == JsonValueKind.String)
            return null;
        if (signature.ValueKind != JsonValueKind.Object)
            return "不是签字的列表";
        string[] texts = ["role", "name", "kind", "image", "relation", "reason", CarriedFrom];
        if (texts.Any(t => !IsTextOrNothing(signature, t)))
            return "的内容应是文字";
        if (Field(signature, "role") is { } role && !Roles.Contains(role))
            return "的角色不在可选项之内";
        var kind = Field(signature, "kind");
        if (kind is not null && !Kinds.Contains(kind))
            return "的方式不在可选项之内";
        if (Field(signature, "relation") is { Length: > LongestRelation })
            return $"的代签人与老人关系超过 {LongestRelation} 个字";
        if (Field(signature, "reason") is { Length: > LongestReason })
            return $"的拒签原因超过 {LongestReason} 个字";
        if (Field(signature, "image") is { } image)
            return SignaturePicture.Problem(image);
        return kind is "drawn" or "thumbprint" ? "没有附图" : null;
    }

    private static bool IsTextOrNothing(JsonElement signature, string field) =>
        !signature.TryGetProperty(field, out var value)
        || value.ValueKind is JsonValueKind.String or JsonValueKind.Null;

    private static bool IsGiven(JsonElement signature) =>
        Field(signature, "kind") is not null || Field(signature, "image") is not null;

    /// <summary>Only what is a picture: what was kept before pictures were looked at may be anything.</summary>
    private static string? Image(JsonElement signature) =>
        Field(signature, "image") is { } image && SignaturePicture.Problem(image) is null ? image : null;

    private static string? Words(JsonElement signature)
    {
        string?[] said =
        [
            Field(signature, "name"),
            Field(signature, "kind") switch
            {
                "thumbprint" => "按手印",
                "proxy" => $"代签{InBrackets(Field(signature, "relation"))}",
                "refused" => $"拒签{InBrackets(Field(signature, "reason"))}",
                _ => null,
            },
            Field(signature, CarriedFrom) is null ? null : "签于更正前的记录",
        ];
        var words = string.Join(' ', said.Where(s => !string.IsNullOrWhiteSpace(s)));
        return words.Length > 0 ? words : null;
    }

    private static string InBrackets(string? words) => string.IsNullOrWhiteSpace(words) ? "" : $"（{words}）";

    private static IEnumerable<JsonElement> All(JsonElement? signatures) =>
        signatures is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(s => s.ValueKind == JsonValueKind.Object)
            : [];

    private static string? Field(JsonElement signature, string name) =>
        signature.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
