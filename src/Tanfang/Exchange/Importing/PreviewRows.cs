using System.Globalization;
using Tanfang.Exchange.Columns;
using Tanfang.Exchange.Reading;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>A row as it would be read.</summary>
/// <param name="Cells">By our titles.</param>
/// <param name="Home">The village it was found to mean.</param>
public sealed record PreviewRow(
    string Place,
    IReadOnlyDictionary<string, string> Cells,
    string? Home,
    IReadOnlyList<RowError> Problems
);

/// <summary>What <c>_PreviewRows</c> shows.</summary>
/// <param name="Titles">Ours that are read at all, in the order of the list.</param>
public sealed record PreviewTable(IReadOnlyList<string> Titles, IReadOnlyList<PreviewRow> Rows)
{
    public static PreviewTable Of(Mapping.MapView view, IReadOnlyList<PreviewRow> rows) =>
        new([.. view.List.All.Select(t => t.Title).Where(t => view.Map.TitleOf(t) is not null)], rows);
}

/// <summary>The first rows of a file as they would be read, before any is checked against the people who are known.</summary>
public sealed class PreviewRows(CheckRows check)
{
    public const int Most = 10;

    /// <exception cref="UnreadableFileException">The file as a whole cannot be read.</exception>
    public async Task<IReadOnlyList<PreviewRow>> Run(ElderFile file, Scope scope, CancellationToken cancel)
    {
        var list = file.Open();
        return await Of(
            list,
            async line =>
            {
                var (row, refusals) = await check.Check(line, list, scope, cancel);
                return (row?.Home.Name, refusals);
            }
        );
    }

    /// <param name="list">Of any kind.</param>
    /// <param name="check">The village of a line, and what is wrong with it.</param>
    internal static async Task<IReadOnlyList<PreviewRow>> Of(
        ElderList list,
        Func<SheetRow, Task<(string? Home, List<Refusal> Refusals)>> check
    )
    {
        var rows = new List<PreviewRow>();
        foreach (var line in list.Rows.Take(Most))
        {
            var (home, refusals) = await check(line);
            var report = new ImportReport { Naming = list.Report.Naming };
            report.Reject(line.Number, refusals);
            rows.Add(
                new PreviewRow(
                    list.Report.Naming.Place(line.Number),
                    list.Read(line).ToDictionary(said => said.Column.Title, said => Show(said.Column, said.Cell, list)),
                    home,
                    report.Errors
                )
            );
        }

        return rows;
    }

    private static string Show(Column column, Cell cell, ElderList list)
    {
        var text = cell.AsText ?? "";
        return column.Kind switch
        {
            ColumnKind.Date => ChineseDate
                .Read(cell, list.CountsFrom1904)
                .Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                ?? text,
            ColumnKind.Number when cell.Number is >= 1e15 => "（数字已损坏）",
            ColumnKind.Number => text.Length >= 14 ? Mask.Number(text)! : Mapping.MapView.Covered(text),
            ColumnKind.Choice when column.Choices is ["是", "否"] => ColumnKinds.AnswerOf(cell) switch
            {
                true => "是",
                false => "否",
                null => text,
            },
            _ => PersonName.Clean(text) is { Length: > 0 } clean && column.Title == "姓名" ? clean : text,
        };
    }
}
