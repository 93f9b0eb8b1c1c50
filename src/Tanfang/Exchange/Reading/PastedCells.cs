using System.Text;

namespace Tanfang.Exchange.Reading;

/// <summary>
/// Cells as spreadsheet programs put them on the clipboard: tabs between, a line for each row. A cell with a line break or a tab in it stands in
/// quotes, its own quotes doubled; quotes in any other cell are just text.
/// </summary>
public static class PastedCells
{
    /// <summary>The same as a text file, every cell in quotes, so that it is read like one.</summary>
    public static byte[] ToFile(string text)
    {
        var file = new StringBuilder();
        foreach (var row in Rows(text))
        {
            file.AppendJoin('\t', row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))
                .Append("\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(file.ToString())];
    }

    public static List<List<string>> Rows(string text)
    {
        var rows = new List<List<string>> { new() };
        for (var at = 0; at <= text.Length; at++)
        {
            var (cell, next) = Cell(text, at);
            rows[^1].Add(cell);
            at = next;
            if (at < text.Length && text[at] != '\t')
            {
                at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 1 : 0;
                rows.Add([]);
            }
        }

        // The clipboard ends with a line break.
        return rows[^1] is [""] ? rows[..^1] : rows;
    }

    /// <returns>The cell, and where the separator after it stands.</returns>
    private static (string Cell, int Next) Cell(string text, int from)
    {
        if (from < text.Length && text[from] == '"' && Quoted(text, from) is { } quoted)
        {
            return quoted;
        }

        var end = text.AsSpan(from).IndexOfAny('\t', '\r', '\n');
        var next = end < 0 ? text.Length : from + end;
        return (text[from..next], next);
    }

    /// <summary>Null when the quote is none that a separator follows: then it is part of the text.</summary>
    private static (string Cell, int Next)? Quoted(string text, int from)
    {
        var cell = new StringBuilder();
        for (var at = from + 1; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                cell.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append('"');
                at++;
            }
            else
            {
                return at + 1 == text.Length || text[at + 1] is '\t' or '\r' or '\n' ? (cell.ToString(), at + 1) : null;
            }
        }

        return null;
    }
}
