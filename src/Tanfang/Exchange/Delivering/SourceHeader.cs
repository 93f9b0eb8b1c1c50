using Tanfang.Exchange.Columns;
using Tanfang.Exchange.Reading;

namespace Tanfang.Exchange.Delivering;

/// <summary>Which column of a delivered file is which of its source's; the one place that has to change when columns are mapped by hand.</summary>
internal sealed record SourceHeader(IReadOnlyList<Column?> Columns, IReadOnlyList<string> Ignored)
{
    /// <exception cref="UnreadableFileException">A column is missing or there twice.</exception>
    public static SourceHeader Of(Sheet sheet, DeliverySource source)
    {
        var byTitle = source
            .Columns.SelectMany(c => c.Aliases.Prepend(c.Title).Select(title => (Title: ElderColumns.Bare(title), c)))
            .ToDictionary(pair => pair.Title, pair => pair.c);
        var columns = sheet.Header.Select(title => byTitle.GetValueOrDefault(ElderColumns.Bare(title))).ToList();
        var found = columns.OfType<Column>().ToList();
        if (found.GroupBy(c => c.Title).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new UnreadableFileException($"“{twice.Key}”列有 {twice.Count()} 个", "请只留一列");
        }

        if (source.Columns.FirstOrDefault(c => c.IsRequired && !found.Contains(c)) is { } missing)
        {
            throw new UnreadableFileException(
                $"第一行缺少列：{missing.Title}",
                $"第一行应为列名，请用“{source.Name}”模板的列名"
            );
        }

        var ignored = sheet.Header.Where((title, i) => columns[i] is null && !string.IsNullOrWhiteSpace(title));
        return new SourceHeader(columns, [.. ignored]);
    }

    /// <summary>A line's cells, each read by its column.</summary>
    public (RowDraft Row, List<(string Field, Registry.Unreadable Problem)> Problems) Read(SheetRow line, Sheet sheet)
    {
        var row = new RowDraft { CountsFrom1904 = sheet.CountsFrom1904 };
        var problems = new List<(string, Registry.Unreadable)>();
        foreach (var (cell, column) in line.Cells.Zip(Columns).Where(pair => !pair.First.IsEmpty))
        {
            if (column?.Read(cell, row) is { } problem)
            {
                problems.Add((column.Field, problem));
            }
        }

        return (row, problems);
    }
}
