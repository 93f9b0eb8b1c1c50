using System.Text.Json.Serialization;

namespace Tanfang.Exchange.Mapping;

/// <summary>One column of theirs and what it is to us.</summary>
/// <param name="Title">Theirs; of two header rows both, as in 家庭情况/居住情况.</param>
/// <param name="Target">Our title; null = not imported.</param>
/// <param name="FillsDown">An empty cell repeats the one above.</param>
public sealed record MappedColumn(string Title, string? Target, bool FillsDown = false);

/// <summary>对应关系: how the sheets of one source are read.</summary>
public sealed record SheetMap
{
    /// <summary>Two columns that every list has beside its own: what its sheet is called, and the last heading between its rows.</summary>
    public const string OfSheet = "〔工作表名〕";
    public const string OfGroup = "〔分组标题〕";

    /// <summary>Title of the last column of an error workbook; nobody reads it on the way in.</summary>
    public const string Says = "错误说明";

    public required string Kind { get; init; }

    /// <summary>Positions of the sheets that are read, in a file at hand; another file is asked by its header.</summary>
    public IReadOnlyList<int> Sheets { get; init; } = [];

    /// <summary>The number of the first header row in the first of the sheets.</summary>
    public int HeaderFrom { get; init; } = 1;

    public int HeaderRows { get; init; } = 1;

    /// <summary>The columns in their order, then <see cref="OfSheet"/> and <see cref="OfGroup"/>.</summary>
    public IReadOnlyList<MappedColumn> Columns { get; init; } = [];

    /// <summary>What is said once for all rows, by our title.</summary>
    public IReadOnlyDictionary<string, string> Constants { get; init; } = new Dictionary<string, string>();

    /// <summary>How many columns are theirs.</summary>
    [JsonIgnore]
    public int Width => Math.Max(0, Columns.Count - 2);

    /// <summary>By which a header is known again.</summary>
    [JsonIgnore]
    public string Signature => SignatureOf([.. Columns.Take(Width).Select(c => c.Title)]);

    public static string SignatureOf(IReadOnlyList<string> titles)
    {
        var bare = titles.Select(SheetWords.Bare).Where(title => title != Says).ToList();
        while (bare.Count > 0 && bare[^1].Length == 0)
        {
            bare.RemoveAt(bare.Count - 1);
        }

        return string.Join('\n', bare);
    }

    /// <summary>Their column for one of our fields; for one that is said for all rows, that.</summary>
    public string? TitleOf(string target) =>
        Columns.FirstOrDefault(c => c.Target == target)?.Title
        ?? (Constants.ContainsKey(target) ? $"全表的“{target}”" : null);

    /// <summary>Groups of our fields of which none is given; a row could not be read.</summary>
    public IEnumerable<IReadOnlyList<string>> Missing(TargetList list) =>
        list.Needed.Where(group => !group.Any(target => TitleOf(target) is not null));

    /// <summary>Our fields that two of their columns claim.</summary>
    public IEnumerable<string> Twice(TargetList list) =>
        Columns
            .Where(c => c.Target is not null)
            .GroupBy(c => c.Target!)
            .Where(same => same.Count() > 1 && list.Find(same.Key) is { Joins: false })
            .Select(same => same.Key);
}
