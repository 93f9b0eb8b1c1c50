using Tanfang.Exchange.Columns;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>Why a row, or with <paramref name="Row"/> 0 or 1 the file, was not taken. Never holds what stood in the cell.</summary>
public sealed record RowError(int Row, string Column, string Reason, string Remedy)
{
    public static RowError Of(int row, Refusal refusal) =>
        new(row, ElderColumns.TitleOf(refusal.Field), refusal.Reason, refusal.Remedy);
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

    /// <summary>Titles in the file that are none of the template's; their cells were not read.</summary>
    public List<string> Ignored { get; init; } = [];

    public void Reject(int row, IEnumerable<Refusal> refusals)
    {
        Rejected++;
        Errors.AddRange(refusals.Select(refusal => RowError.Of(row, refusal)));
    }
}
