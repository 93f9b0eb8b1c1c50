using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Tanfang.Shared;

/// <summary>What a command says: its answer on stdout, everything else on stderr, both UTF-8 whatever the terminal's code page.</summary>
public static class Output
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>camelCase, indented, Chinese unescaped: JSON as contracts.md and a reader want it.</summary>
    public static JsonSerializerOptions Readable { get; } =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void Json<T>(T value) => Bytes(JsonSerializer.SerializeToUtf8Bytes(value, Readable));

    /// <summary>Ready-made UTF-8, ended by a line break.</summary>
    public static void Bytes(byte[] utf8)
    {
        using var stdout = Console.OpenStandardOutput();
        stdout.Write(utf8);
        if (utf8.Length > 0 && utf8[^1] != (byte)'\n')
        {
            stdout.WriteByte((byte)'\n');
        }
    }

    public static void Lines(params IEnumerable<string> lines) => Bytes(Utf8.GetBytes(string.Join('\n', lines)));

    /// <summary>Says on stderr what was refused.</summary>
    public static void Error(string text)
    {
        using var stderr = Console.OpenStandardError();
        stderr.Write(Utf8.GetBytes(text + "\n"));
    }
}
