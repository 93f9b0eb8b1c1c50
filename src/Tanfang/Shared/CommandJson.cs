using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tanfang.Shared;

/// <summary>JSON as the command line prints it: camelCase, one line, Chinese as it is.</summary>
public static class CommandJson
{
    // Nothing here ends up inside HTML, so no character needs escaping beyond what JSON asks for.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);
}
