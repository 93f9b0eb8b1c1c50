using Tanfang.Exchange.Columns;
using Tanfang.Exchange.Mapping;
using Tanfang.Exchange.Reading;

namespace Tanfang.Exchange.Importing;

/// <summary>Which column of the file is which of ours.</summary>
public sealed record ReadHeader(IReadOnlyList<Column?> Columns, IReadOnlyList<string> Ignored)
{
    /// <summary>Of each group one is needed, else no row could be read.</summary>
    internal static readonly string[][] Needed =
    [
        ["姓名"],
        ["公民身份号码", "出生日期"],
        ["村", "区划代码"],
        ["县", "区划代码"],
    ];

    /// <exception cref="UnreadableFileException">A column is missing or there twice.</exception>
    public static ReadHeader Of(Sheet sheet, ListKind kind)
    {
        var columns = sheet.Header.Select(kind.Find).ToList();
        if (columns.OfType<Column>().GroupBy(c => c.Title).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new UnreadableFileException($"“{twice.Key}”列有 {twice.Count()} 个", "请只留一列");
        }

        var titles = columns.OfType<Column>().Select(c => c.Title).ToHashSet();
        if (kind.Targets.Needed.FirstOrDefault(group => !group.Any(titles.Contains)) is { } missing)
        {
            throw new UnreadableFileException(
                $"第一行缺少列：{string.Join(" 或 ", missing)}",
                $"第一行应为列名，请用{kind.Template}的列名"
            );
        }

        var ignored = sheet.Header.Where(
            (title, i) => columns[i] is null && !string.IsNullOrWhiteSpace(title) && title != SheetMap.Says
        );
        return new ReadHeader(columns, [.. ignored]);
    }
}
