using Microsoft.AspNetCore.WebUtilities;

namespace Tanfang.Shared;

/// <summary>An address with its query; what is null or empty is left out.</summary>
public static class Link
{
    public static string To(string path, params (string Name, object? Value)[] query) =>
        QueryHelpers.AddQueryString(
            path,
            query.Select(q => KeyValuePair.Create(q.Name, Text(q.Value))).Where(q => !string.IsNullOrEmpty(q.Value))
        );

    /// <summary>The address when it leads nowhere else than here; else the desk.</summary>
    public static string Local(string? address) => address is ['/', ..] and not ['/', '/' or '\\', ..] ? address : "/";

    private static string? Text(object? value) =>
        value is IFormattable text
            ? text.ToString(value is DateOnly ? "yyyy-MM-dd" : null, System.Globalization.CultureInfo.InvariantCulture)
            : value?.ToString();
}
