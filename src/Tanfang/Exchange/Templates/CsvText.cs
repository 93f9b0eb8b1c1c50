using System.Text;
using Tanfang.Exchange.Columns;
using Tanfang.Exchange.Importing;

namespace Tanfang.Exchange.Templates;

/// <summary>The files that go out as CSV. UTF-8 with its mark, for spreadsheet programs take it for the local code page otherwise.</summary>
public static class CsvText
{
    public static byte[] Template() => Of([ElderColumns.All.Select(c => c.Title)]);

    public static byte[] Errors(ImportReport report) => Errors(report.Errors);

    public static byte[] Errors(IEnumerable<RowError> errors) =>
        Of(
            errors
                .Select(e =>
                    (IEnumerable<string>)
                        [e.Sheet is null ? $"{e.Row}" : $"{e.Sheet} {e.Row}", e.Column, e.Reason, e.Remedy]
                )
                .Prepend(["行", "列", "原因", "怎么改"])
        );

    internal static byte[] Of(IEnumerable<IEnumerable<string>> rows)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>What would begin a formula is kept from being one by an apostrophe.</summary>
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? safe
            : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
