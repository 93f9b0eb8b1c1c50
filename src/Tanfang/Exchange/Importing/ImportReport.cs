using System.Text.Json.Serialization;
using Tanfang.Exchange.Columns;
using Tanfang.Exchange.Mapping;
using Tanfang.Exchange.Reading;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>Why a row, or with <paramref name="Row"/> 0 or 1 the file, was not taken. Never holds what stood in the cell.</summary>
public sealed record RowError(int Row, string Column, string Reason, string Remedy)
{
    /// <summary>In the place of a column: it is the row that is wrong.</summary>
    public const string WholeRow = "整行";

    /// <summary>Of a mapped workbook; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sheet { get; init; }
}

/// <summary>How the sender calls rows and columns.</summary>
/// <param name="TitleOf">The column at which a refusal about a field of the draft is shown.</param>
public sealed record RowNaming(Func<string?, string> TitleOf, IReadOnlyList<string> Sheets)
{
    public static RowNaming Template { get; } = new(ElderColumns.TitleOf, []);

    public string? SheetName(int number) =>
        RowNumber.Sheet(number) is var at && at < Sheets.Count && Sheets[at].Length > 0 ? Sheets[at] : null;

    public int SheetAt(string? name) => name is null ? 0 : Sheets.ToList().IndexOf(name);

    public string Place(int number) =>
        Sheets.Count > 1 && SheetName(number) is { } name
            ? $"工作表“{name}”第 {RowNumber.Row(number)} 行"
            : $"第 {RowNumber.Row(number)} 行";
}

/// <summary>What an import did, or with a dry run would do. Every row is counted once: Rows = Added + Updated + Unchanged + Rejected.</summary>
public sealed class ImportReport
{
    public int Rows { get; set; }

    public int Added { get; set; }

    public int Updated { get; set; }

    public int Unchanged { get; set; }

    /// <summary>Rows with an error, those that wait for a decision among them.</summary>
    public int Rejected { get; set; }

    /// <summary>Of the rejected: rows that resemble somebody known and wait for a person's decision.</summary>
    public int ForReview { get; set; }

    public List<RowError> Errors { get; init; } = [];

    /// <summary>Titles in the file that are none of ours; their cells were not read.</summary>
    public List<string> Ignored { get; init; } = [];

    /// <summary>Lines that are nobody's: headings, totals. They are not among the rows.</summary>
    public List<SkippedRow> Skipped { get; init; } = [];

    /// <summary>Rows that become one household, and by what that is known; places only.</summary>
    public List<string> Households { get; init; } = [];

    /// <summary>What was read though it does not show (hidden rows, formulas), and rows that look like one household and are left apart.</summary>
    public List<string> Notes { get; init; } = [];

    [JsonIgnore]
    public RowNaming Naming { get; init; } = RowNaming.Template;

    public void Reject(int row, IEnumerable<Refusal> refusals)
    {
        Rejected++;
        Errors.AddRange(
            refusals.Select(refusal => new RowError(
                RowNumber.Row(row),
                Naming.TitleOf(refusal.Field) is { Length: > 0 } title ? title : RowError.WholeRow,
                refusal.Reason,
                refusal.Remedy
            )
            {
                Sheet = Naming.SheetName(row),
            })
        );
    }
}
