using Tanfang.Exchange.Reading;

namespace Tanfang.Exchange.Mapping;

/// <summary>Where on a sheet a known header stands: a note more above it than last time makes no other header of it.</summary>
public static class FindHeader
{
    /// <returns>The number of its first row; null when it is not there.</returns>
    public static int? Run(BookSheet sheet, string signature, int rows, int first) =>
        sheet
            .Top.Select(row => row.Number)
            .OrderBy(number => Math.Abs(number - first))
            .Select(number => (int?)number)
            .FirstOrDefault(number => SheetMap.SignatureOf(HeaderText.Of(sheet, number!.Value, rows)) == signature);
}
