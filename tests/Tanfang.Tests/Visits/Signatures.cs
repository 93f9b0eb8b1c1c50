using Tanfang.TestKit;

namespace Tanfang.Tests.Visits;

/// <summary>Signatures as the phone makes them.</summary>
internal static class Signatures
{
    /// <summary>The smallest that is whole: one frame, one scan.</summary>
    public static byte[] Jpeg { get; } =
    [
        .. (byte[])[0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0],
        .. (byte[])[0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0x3F, 0, 0x2A, 0xFF, 0xD9],
    ];

    /// <summary>A whole PNG of exactly so many bytes.</summary>
    public static byte[] OfSize(int bytes) => Pictures.Png(1, 1, new byte[bytes - Pictures.Png(1, 1, []).Length]);

    public static string Url(byte[] picture, string type = "image/png") =>
        $"data:{type};base64,{Convert.ToBase64String(picture)}";

    /// <summary>The body of a visit with these signatures.</summary>
    public static string Body(params string[] signatures) =>
        $$""" "mode":"onSite","gas":"safe","visitors":["李探访"],"signatures":[{{string.Join(',', signatures)}}] """;

    public static string By(string role, string rest) => $$"""{"role":"{{role}}",{{rest}}}""";

    public static string Drawn(string role, string name, byte[]? picture = null) =>
        By(role, $$""" "name":"{{name}}","kind":"drawn","image":"{{Url(picture ?? Pictures.Drawn())}}" """);
}
