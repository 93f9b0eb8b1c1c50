namespace Tanfang.Exchange.Reading;

/// <summary>Several sheets of a workbook are read as one list; a row is told by its sheet and its number there, in one number.</summary>
public static class RowNumber
{
    /// <summary>More than a text file of the largest size has lines.</summary>
    private const int PerSheet = 100_000_000;

    public const int MostSheets = 20;

    /// <param name="sheet">From 0: of the sheets that are read, in their order.</param>
    public static int Of(int sheet, int row) => (sheet * PerSheet) + row;

    /// <summary>The number that a spreadsheet program shows beside the row.</summary>
    public static int Row(int number) => number % PerSheet;

    public static int Sheet(int number) => number / PerSheet;

    /// <summary>For a reader who does not have the file at hand.</summary>
    public static string Say(int number) =>
        Sheet(number) == 0 ? $"第 {Row(number)} 行" : $"第 {Sheet(number) + 1} 张表第 {Row(number)} 行";
}
