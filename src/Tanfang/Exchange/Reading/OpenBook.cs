namespace Tanfang.Exchange.Reading;

/// <summary>One sheet as far as somebody must see it to say what its columns are.</summary>
/// <param name="Rows">Filled rows.</param>
/// <param name="Top">The first filled rows, each cell as the file has it.</param>
public sealed record BookSheet(
    int Index,
    string Name,
    bool IsHidden,
    int Rows,
    int HiddenRows,
    int HiddenColumns,
    IReadOnlyList<SheetRow> Top,
    IReadOnlyList<Span> Merges
);

/// <summary>All sheets of a file; of a text file its one.</summary>
public sealed record Book(IReadOnlyList<BookSheet> Sheets, BookTraits Traits)
{
    /// <summary>Above which the titles must stand.</summary>
    public const int TopRows = 40;
}

/// <summary>Opens a file of any layout: which sheets it has, then the rows of one.</summary>
public static class OpenBook
{
    /// <param name="counted">Whether the rows are counted; otherwise only the first of each sheet are read.</param>
    /// <exception cref="UnreadableFileException">Named reasons only.</exception>
    public static Book Run(byte[] file, bool counted = true)
    {
        OpenSheet.Guard(file);
        if (!OpenSheet.IsWorkbook(file))
        {
            return new Book([Look(0, "", false, 0, [], CsvSheet.Rows(file), counted)], new BookTraits(false, false));
        }

        using var book = WorkbookReader.Open(file);
        var sheets = new List<BookSheet>();
        do
        {
            sheets.Add(
                Look(sheets.Count, book.Name, book.IsHidden, book.HiddenColumns, book.Merges, book.Rows(), counted)
            );
        } while (book.NextSheet());
        return new Book(sheets, book.Traits);
    }

    /// <summary>The filled rows of a sheet; what is merged downwards stands in each of its rows.</summary>
    /// <exception cref="UnreadableFileException">Named reasons only.</exception>
    public static IEnumerable<SheetRow> Rows(byte[] file, int sheet)
    {
        if (!OpenSheet.IsWorkbook(file))
        {
            return OpenSheet.AtMost(CsvSheet.Rows(file));
        }

        return OpenSheet.AtMost(Of(file, sheet));
    }

    private static IEnumerable<SheetRow> Of(byte[] file, int sheet)
    {
        using var book = WorkbookReader.Open(file);
        for (var i = 0; i < sheet; i++)
        {
            if (!book.NextSheet())
            {
                throw ZipGuard.Broken();
            }
        }

        foreach (var row in FillDown.Run(book.Rows(), book.Merges))
        {
            yield return row;
        }
    }

    private static BookSheet Look(
        int index,
        string name,
        bool hidden,
        int hiddenColumns,
        IReadOnlyList<Span> merges,
        IEnumerable<SheetRow> rows,
        bool counted
    )
    {
        var top = new List<SheetRow>();
        var (count, hiddenRows) = (0, 0);
        foreach (var row in OpenSheet.AtMost(rows))
        {
            count++;
            hiddenRows += row.IsHidden ? 1 : 0;
            if (top.Count < Book.TopRows)
            {
                top.Add(row);
            }
            else if (!counted)
            {
                break;
            }
        }

        var above = top.Count > 0 ? top[^1].Number : 0;
        return new BookSheet(
            index,
            name,
            hidden,
            count,
            hiddenRows,
            hiddenColumns,
            top,
            [.. merges.Where(m => m.FromRow <= above)]
        );
    }
}
