using Tanfang.Exchange.Reading;
using Tanfang.Registry;

namespace Tanfang.Exchange.Columns;

/// <summary>How a column's cells are written; the template formats and hints by it.</summary>
public enum ColumnKind
{
    Text,

    /// <summary>Digits that a spreadsheet must not count with.</summary>
    Number,
    Date,
    Choice,
    Amount,
}

/// <summary>One column of the template. The template, the reading, the errors and the explanation all come from this.</summary>
/// <param name="Title">The words in the first line.</param>
/// <param name="Field">What the draft calls it; refusals that name this field are shown at this column.</param>
/// <param name="Read">Puts a filled cell into the row, or says why it cannot.</param>
public sealed record Column(
    string Title,
    string Field,
    ColumnKind Kind,
    string Hint,
    Func<Cell, RowDraft, Unreadable?> Read
)
{
    public bool IsRequired { get; init; }

    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Other titles by which lists from elsewhere call it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Fields beside <see cref="Field"/> that this column fills.</summary>
    public IReadOnlyList<string> OtherFields { get; init; } = [];

    public string Example { get; init; } = "";
}
