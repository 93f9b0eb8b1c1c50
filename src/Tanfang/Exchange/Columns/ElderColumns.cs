using System.Text;

namespace Tanfang.Exchange.Columns;

/// <summary>The columns of the elders' template in the order of the official form's sections one to four.</summary>
public static class ElderColumns
{
    public static IReadOnlyList<Column> All { get; } =
    [.. PersonColumns.All, .. CategoryColumns.All, .. HouseholdColumns.All, .. HomeColumns.All];

    private static readonly Dictionary<string, Column> ByTitle = All.SelectMany(column =>
            column.Aliases.Prepend(column.Title).Select(title => (Title: Bare(title), Column: column))
        )
        .ToDictionary(pair => pair.Title, pair => pair.Column);

    private static readonly Dictionary<string, string> TitleByField = All.SelectMany(column =>
            column.OtherFields.Prepend(column.Field).Select(field => (Field: field, column.Title))
        )
        .ToDictionary(pair => pair.Field, pair => pair.Title);

    /// <summary>The column that a title in a file means; null when it is none of ours.</summary>
    public static Column? Find(string title) => ByTitle.GetValueOrDefault(Bare(title));

    /// <summary>The column at which a refusal about a field of the draft is shown.</summary>
    public static string TitleOf(string? field) => field is null ? "" : TitleByField.GetValueOrDefault(field, "");

    internal static string Bare(string title) =>
        string.Concat(
            string.Concat(title.EnumerateRunes())
                .Normalize(NormalizationForm.FormKC)
                .Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('*' or '\uFEFF' or '\u200B'))
        );
}
