using Tanfang.Exchange.Reading;

namespace Tanfang.Exchange.Mapping;

/// <summary>The titles of a header of one or more rows: what is merged over several columns stands before each of theirs.</summary>
public static class HeaderText
{
    public const int MostRows = 3;

    /// <param name="from">The number of its first row.</param>
    /// <param name="rows">How many.</param>
    public static IReadOnlyList<string> Of(BookSheet sheet, int from, int rows)
    {
        var lines = Enumerable
            .Range(from, rows)
            .Select(number => sheet.Top.FirstOrDefault(row => row.Number == number))
            .Select(row => (row?.Cells ?? []).Select(cell => Bare(cell.AsText)).ToList())
            .ToList();
        var width = lines.Max(line => line.Count);
        foreach (var merge in sheet.Merges.Where(m => m.FromRow < from + rows && m.ToRow >= from && m.FromRow >= from))
        {
            width = Math.Max(width, Math.Min(merge.ToColumn + 1, 1000));
        }

        lines.ForEach(line => line.AddRange(Enumerable.Repeat("", width - line.Count)));
        foreach (var merge in sheet.Merges.Where(m => m.FromRow >= from && m.FromRow < from + rows))
        {
            Spread(lines, merge, from, width);
        }

        Lend(lines);
        return [.. Enumerable.Range(0, width).Select(column => Join(lines.Select(line => line[column])))];
    }

    private static string Bare(string? text) =>
        string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && c != '\uFEFF'));

    private static void Spread(List<List<string>> lines, Span merge, int from, int width)
    {
        if (merge.FromColumn >= width || lines[merge.FromRow - from][merge.FromColumn] is not { Length: > 0 } text)
        {
            return;
        }

        for (var row = merge.FromRow; row <= Math.Min(merge.ToRow, from + lines.Count - 1); row++)
        {
            for (var column = merge.FromColumn; column <= Math.Min(merge.ToColumn, width - 1); column++)
            {
                lines[row - from][column] = text;
            }
        }
    }

    /// <summary>A text file has lost its merges: an upper title goes on to the right over columns that have a lower one.</summary>
    private static void Lend(List<List<string>> lines)
    {
        for (var row = 0; row < lines.Count - 1; row++)
        {
            for (var column = 1; column < lines[row].Count; column++)
            {
                var below = lines[row + 1];
                if (lines[row][column].Length == 0 && below[column].Length > 0 && below[column - 1].Length > 0)
                {
                    lines[row][column] = lines[row][column - 1];
                }
            }
        }
    }

    private static string Join(IEnumerable<string> parts)
    {
        var said = new List<string>();
        foreach (var part in parts.Where(part => part.Length > 0 && !said.Contains(part)))
        {
            said.Add(part);
        }

        return string.Join('/', said);
    }
}
