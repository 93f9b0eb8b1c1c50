using System.Text;
using System.Xml;
using ExcelDataReader;

namespace Tanfang.Exchange.Reading;

/// <summary>The first visible sheet of a workbook. Formulas are not evaluated: a cell is what was last saved in it.</summary>
internal static class WorkbookSheet
{
    /// <summary>A workbook of Excel 2007 and later, or of WPS.</summary>
    public static Sheet OpenXlsx(byte[] file)
    {
        var from1904 = ZipGuard.Run(file);
        return Open(() => ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(file)), from1904);
    }

    /// <summary>A workbook of Excel 97 to 2003. It knows itself how its date cells count; other numbers are taken as counted from 1900.</summary>
    public static Sheet OpenXls(byte[] file)
    {
        // [MS-CFB] 2.6.1: names of streams are UTF-16; these two hold macros, the third an encrypted package.
        if (Holds(file, "_VBA_PROJECT") || Holds(file, "Macros"))
        {
            throw new UnreadableFileException("工作簿带有宏", "请另存为不带宏的 .xlsx");
        }

        if (Holds(file, "EncryptedPackage"))
        {
            throw Locked();
        }

        return Open(() => ExcelReaderFactory.CreateBinaryReader(new MemoryStream(file)), from1904: false);
    }

    private static bool Holds(byte[] file, string stream) =>
        file.AsSpan().IndexOf(Encoding.Unicode.GetBytes(stream)) >= 0;

    private static UnreadableFileException Locked() => new("工作簿加了密码", "请另存为不加密码的 .xlsx");

    private static Sheet Open(Func<IExcelDataReader> open, bool from1904)
    {
        var rows = Rows(open).GetEnumerator();
        return rows.MoveNext()
            ? new Sheet([.. rows.Current.Cells.Select(c => c.AsText ?? "")], Rest(rows), from1904)
            : throw new UnreadableFileException("表里没有内容", "第一行应为列名，见模板");
    }

    private static IEnumerable<SheetRow> Rest(IEnumerator<SheetRow> rows)
    {
        using (rows)
        {
            while (rows.MoveNext())
            {
                yield return rows.Current;
            }
        }
    }

    private static IEnumerable<SheetRow> Rows(Func<IExcelDataReader> open)
    {
        using var reader = Guarded(open);
        while (!string.Equals(reader.VisibleState, "visible", StringComparison.OrdinalIgnoreCase))
        {
            if (!Guarded(reader.NextResult))
            {
                throw new UnreadableFileException("工作簿里没有可见的工作表", "请取消隐藏后重新保存");
            }
        }

        if (reader.MergeCells is { Length: > 0 } merged)
        {
            var where = merged[0].FromRow == 0 ? "表头" : $"第 {merged[0].FromRow + 1} 行";
            throw new UnreadableFileException($"{where}有合并的单元格", "请取消合并，第一行只放列名，每人一行");
        }

        for (var number = 1; Guarded(reader.Read); number++)
        {
            yield return new SheetRow(
                number,
                [.. Enumerable.Range(0, reader.FieldCount).Select(i => CellOf(reader, i))]
            );
        }
    }

    private static Cell CellOf(IExcelDataReader reader, int column) =>
        reader.GetValue(column) switch
        {
            null => default,
            string text => new Cell(text),
            DateTime moment => new Cell(null, Day: DateOnly.FromDateTime(moment)),
            double number => new Cell(null, Number: number),
            int number => new Cell(null, Number: number),
            bool answer => new Cell(answer ? "是" : "否"),
            var other => new Cell(other.ToString()),
        };

    /// <summary>Whatever a library says of a broken file, the sender hears that it is broken.</summary>
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ExcelDataReader.Exceptions.InvalidPasswordException)
        {
            throw Locked();
        }
        catch (Exception broken)
            when (broken
                    is ExcelDataReader.Exceptions.ExcelReaderException
                        or XmlException
                        or InvalidDataException
                        or FormatException
                        or OverflowException
                        or ArgumentException
                        or NullReferenceException
                        or IndexOutOfRangeException
                        or InvalidOperationException
                        or KeyNotFoundException
                        or IOException
                        or NotSupportedException
            )
        {
            throw ZipGuard.Broken();
        }
    }
}
