using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Tanfang.Exchange.Columns;
using Tanfang.Shared;

namespace Tanfang.Exchange.Templates;

/// <summary>
/// The empty workbook: one sheet to fill (every cell is text, so that no number is counted with; the choices as lists; a note at each
/// column) and one that explains the columns.
/// </summary>
public static class XlsxTemplate
{
    private static readonly double[] Wide = [24, 8, 60, 24, 60];
    private static readonly string[] Heads = ["列", "必填", "怎么填", "例", "也认这些列名"];

    public static byte[] Make() => Make("老年人", ElderColumns.All);

    public static byte[] Make(string title, IReadOnlyList<Columns.Column> columns) =>
        TextBook.Make([(title, Form(columns)), ("填写说明", Explanation(columns))]);

    private static Worksheet Form(IReadOnlyList<Columns.Column> all)
    {
        var notes = Notes(all);
        var titles = new Row(
            all.Select(c => TextBook.Text(c.Title, c.IsRequired ? TextBook.NeededStyle : TextBook.TitleStyle))
        );
        return new Worksheet(TextBook.Frozen(1, 1), TextBook.Widths(all.Select(Width)), new SheetData(titles), notes);
    }

    /// <summary>In characters.</summary>
    internal static double Width(Columns.Column column) =>
        column.Kind == ColumnKind.Number ? 22 : Math.Max(10, (column.Title.Length * 2.2) + 2);

    /// <param name="columns">In the order of the sheet; null where a column of the file is none of ours.</param>
    internal static DataValidations Notes(IReadOnlyList<Columns.Column?> columns)
    {
        var notes = columns
            .Select((column, i) => column is null ? null : Note(column, (uint)i + 1))
            .OfType<DataValidation>()
            .ToList();
        return new DataValidations(notes) { Count = (uint)notes.Count };
    }

    /// <summary>The list of choices, and the note that appears when a cell of the column is entered.</summary>
    private static DataValidation Note(Columns.Column column, uint i)
    {
        var letter = TextBook.Letter(i);
        var note = new DataValidation
        {
            AllowBlank = true,
            ShowInputMessage = true,
            PromptTitle = column.Title,
            Prompt = Explain(column),
            SequenceOfReferences = new ListValue<StringValue>
            {
                InnerText = $"{letter}2:{letter}{Reading.OpenSheet.MostRows + 1}",
            },
        };
        if (column.Choices.Count > 0)
        {
            note.Type = DataValidationValues.List;
            note.ShowErrorMessage = true;
            note.Error = "请从列表中选择，不清楚就空着";
            note.Append(new Formula1($"\"{string.Join(',', column.Choices)}\""));
        }

        return note;
    }

    private static Worksheet Explanation(IReadOnlyList<Columns.Column> columns)
    {
        var rows = columns.Select(c => new Row(
            TextBook.Text(c.Title),
            TextBook.Text(c.IsRequired ? "必填" : ""),
            TextBook.Text(Explain(c)),
            TextBook.Text(c.Example),
            TextBook.Text(string.Join("、", c.Aliases))
        ));
        var head = new Row(Heads.Select(title => TextBook.Text(title, TextBook.TitleStyle)));
        return new Worksheet(TextBook.Widths(Wide), new SheetData(rows.Prepend(head)));
    }

    internal static string Explain(Columns.Column column)
    {
        var choices = column.Choices.Count > 0 ? $"选填 {string.Join("、", column.Choices)}" : "";
        var kind = column.Kind == ColumnKind.Date ? "公历日期，如 1941-03-02" : "";
        return string.Join("；", ((string[])[choices, kind, column.Hint]).Where(part => part.Length > 0));
    }
}
