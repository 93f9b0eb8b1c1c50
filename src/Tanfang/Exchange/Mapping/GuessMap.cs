using System.Text.RegularExpressions;
using Tanfang.Exchange.Reading;

namespace Tanfang.Exchange.Mapping;

/// <summary>Where the titles of a file stand and what they mean, as far as can be seen from the file.</summary>
public static partial class GuessMap
{
    /// <summary>The sheet with the most titles that are known, together with those that have the very same.</summary>
    public static SheetMap Run(Book book, TargetList list)
    {
        var columns = new GuessColumns(list);
        var best = book
            .Sheets.Where(s => s.Rows > 0)
            .Select(sheet => (Sheet: sheet, Header: Header(sheet, columns)))
            .OrderByDescending(found => (!found.Sheet.IsHidden, found.Header.Known))
            .FirstOrDefault();
        return best.Sheet is null
            ? throw new UnreadableFileException("表里没有内容", "请选择有名单的文件")
            : At(book, list, best.Sheet, best.Header.From, best.Header.Rows);
    }

    /// <summary>With the header where somebody says that it stands.</summary>
    public static SheetMap At(Book book, TargetList list, BookSheet sheet, int from, int rows)
    {
        var titles = HeaderText.Of(sheet, from, rows);
        var signature = SheetMap.SignatureOf(titles);
        var alike = book.Sheets.Where(s =>
            s == sheet || (!s.IsHidden && s.Rows > 0 && FindHeader.Run(s, signature, rows, from) is not null)
        );
        return new SheetMap
        {
            Kind = list.Kind,
            Sheets = [.. alike.Select(s => s.Index).Take(RowNumber.MostSheets)],
            HeaderFrom = from,
            HeaderRows = rows,
            Columns =
            [
                .. titles.Zip(new GuessColumns(list).Of(titles), (title, target) => new MappedColumn(title, target)),
                new MappedColumn(SheetMap.OfSheet, null),
                new MappedColumn(SheetMap.OfGroup, null),
            ],
        };
    }

    /// <summary>The rows with the most known titles; as few as will do, and none that holds somebody's data.</summary>
    private static (int From, int Rows, int Known) Header(BookSheet sheet, GuessColumns columns)
    {
        var best = (From: sheet.Top[0].Number, Rows: 1, Known: 0);
        var score = int.MinValue;
        foreach (var from in sheet.Top.Take(30).Select(row => row.Number))
        {
            for (var rows = 1; rows <= HeaderText.MostRows; rows++)
            {
                var under = sheet.Top.Where(row => row.Number >= from && row.Number < from + rows).ToList();
                if (under.Count < rows || under.Any(row => row.Cells.Any(LooksLikeData)))
                {
                    break;
                }

                var known = columns.Known(HeaderText.Of(sheet, from, rows));
                if ((known * 10) - rows > score)
                {
                    (score, best) = ((known * 10) - rows, (from, rows, known));
                }
            }
        }

        return best.Known > 0 ? best : (Fullest(sheet), 1, 0);
    }

    private static int Fullest(BookSheet sheet) =>
        sheet.Top.Take(10).OrderByDescending(row => Math.Min(row.Own, 4)).First().Number;

    private static bool LooksLikeData(Cell cell) =>
        cell.Day is not null || cell.Number is >= 10_000 || LongNumber().IsMatch(cell.Text ?? "");

    [GeneratedRegex(@"\d{11}|^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$")]
    private static partial Regex LongNumber();
}
