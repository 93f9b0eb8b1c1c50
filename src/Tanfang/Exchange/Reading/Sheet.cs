using System.Globalization;

namespace Tanfang.Exchange.Reading;

/// <summary>A cell as the file holds it. A number stays one: whether it was a day, a phone or a spoilt identity number only its column knows.</summary>
public readonly record struct Cell(string? Text, double? Number = null, DateOnly? Day = null)
{
    public bool IsEmpty => Number is null && Day is null && string.IsNullOrWhiteSpace(Text);

    /// <summary>What a reader of the sheet would call its text; a whole number without a fraction.</summary>
    public string? AsText =>
        Day is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : Number is not { } number ? Text
        : Math.Abs(number) < 1e15 && number == Math.Truncate(number)
            ? number.ToString("F0", CultureInfo.InvariantCulture)
        : number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>One line of a sheet; <paramref name="Number"/> is the number that a spreadsheet program shows beside it (see <see cref="RowNumber"/>).</summary>
public sealed record SheetRow(int Number, IReadOnlyList<Cell> Cells)
{
    /// <summary>Cells that were filled before merged cells above lent them something.</summary>
    public int Own { get; init; } = Cells.Count(cell => !cell.IsEmpty);

    /// <summary>Its only filled cell goes over several columns: a heading.</summary>
    public bool IsAcross { get; init; }

    public bool IsHidden { get; init; }
}

/// <summary>Merged cells: rows as a spreadsheet program numbers them, columns from 0, both ends included.</summary>
public readonly record struct Span(int FromRow, int ToRow, int FromColumn, int ToColumn);

/// <summary>An opened file: the titles of the first line, then the lines below, read once.</summary>
/// <param name="CountsFrom1904">How this workbook counts days.</param>
public sealed record Sheet(IReadOnlyList<string> Header, IEnumerable<SheetRow> Rows, bool CountsFrom1904);

/// <summary>What a workbook says of itself.</summary>
public sealed record BookTraits(bool CountsFrom1904, bool HasFormulas);

/// <summary>Why a file as a whole is not read. The message is for the sender of the file.</summary>
public sealed class UnreadableFileException(string reason, string remedy) : Exception(reason)
{
    public string Remedy => remedy;
}
