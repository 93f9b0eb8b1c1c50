using Tanfang.Exchange.Columns;
using Tanfang.Exchange.Mapping;

namespace Tanfang.Exchange.Importing;

/// <summary>One kind of list: to what the columns of any file may be mapped, and how the file of its own template is read.</summary>
public sealed class ListKind
{
    private readonly Dictionary<string, Column> byTemplate;
    private readonly Dictionary<string, Column> byTarget;

    /// <param name="targets">Of which the titles are those of the columns.</param>
    /// <param name="columns">Of the template.</param>
    /// <param name="further">Columns that only a mapped list has.</param>
    /// <param name="template">What the template is called in a remedy.</param>
    public ListKind(
        TargetList targets,
        IReadOnlyList<Column> columns,
        IReadOnlyList<Column> further,
        string template = "模板"
    )
    {
        (Targets, Template) = (targets, template);
        byTarget = columns.Concat(further).ToDictionary(column => column.Title);
        byTemplate = columns
            .SelectMany(column => column.Aliases.Prepend(column.Title).Select(title => (Title: title, Column: column)))
            .ToDictionary(pair => ElderColumns.Bare(pair.Title), pair => pair.Column);
    }

    public TargetList Targets { get; }

    public string Template { get; }

    /// <summary>The column that a title in a file of the template means; null when it is none of ours.</summary>
    public Column? Find(string title) => byTemplate.GetValueOrDefault(ElderColumns.Bare(title));

    public Column Column(string target) => byTarget[target];

    /// <summary>The column at which a refusal about a field of the draft is shown; empty when there is none.</summary>
    public string TitleOf(string? field) => Of(field).Select(column => column.Title).FirstOrDefault("");

    /// <summary>Their column for a field of the draft; ours when they have none.</summary>
    public string TitleOf(SheetMap map, string? field) =>
        Of(field).Select(column => map.TitleOf(column.Title)).FirstOrDefault(title => title is not null)
        ?? TitleOf(field);

    private IEnumerable<Column> Of(string? field) =>
        field is null
            ? []
            : byTarget.Values.Where(column => column.Field == field || column.OtherFields.Contains(field));
}
