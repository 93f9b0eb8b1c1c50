using Tanfang.Exchange.Reading;

namespace Tanfang.Exchange.Mapping;

/// <summary>A mapping as it is posted. A page that shows <c>_MapSheet</c> binds it as <c>Form</c>.</summary>
public sealed class MapForm
{
    public sealed class Choice
    {
        public string? Target { get; set; }

        public bool FillsDown { get; set; }
    }

    public List<int> Sheets { get; set; } = [];

    public int HeaderFrom { get; set; } = 1;

    public int HeaderRows { get; set; } = 1;

    public List<Choice> Columns { get; set; } = [];

    public Dictionary<string, string?> Constants { get; set; } = [];

    public string? Name { get; set; }

    /// <summary>For which header the columns were chosen.</summary>
    public string? Seen { get; set; }

    public static MapForm Of(SheetMap map, string? name) =>
        new()
        {
            Sheets = [.. map.Sheets],
            HeaderFrom = map.HeaderFrom,
            HeaderRows = map.HeaderRows,
            Columns = [.. map.Columns.Select(c => new Choice { Target = c.Target, FillsDown = c.FillsDown })],
            Constants = map.Constants.ToDictionary(pair => pair.Key, pair => (string?)pair.Value),
            Name = name,
            Seen = SeenOf(map),
        };

    /// <summary>What was chosen; the columns are guessed anew when another sheet or other header rows were.</summary>
    /// <returns>And whether they were.</returns>
    public (SheetMap Map, bool IsReread) ToMap(Book book, TargetList list)
    {
        var chosen = Sheets
            .Distinct()
            .Where(i => i >= 0 && i < book.Sheets.Count && book.Sheets[i].Rows > 0)
            .Order()
            .ToList();
        if (chosen.Count == 0)
        {
            return (GuessMap.Run(book, list) with { Constants = Said(list) }, true);
        }

        var rows = Math.Clamp(HeaderRows, 1, HeaderText.MostRows);
        var sheet = book.Sheets[chosen[0]];
        var from = Math.Clamp(HeaderFrom, 1, sheet.Top[^1].Number);
        var map = GuessMap.At(book, list, sheet, from, rows) with { Sheets = chosen, Constants = Said(list) };
        if (Seen != SeenOf(map) || Columns.Count != map.Columns.Count)
        {
            return (map, true);
        }

        var columns = map.Columns.Zip(
            Columns,
            (column, choice) => column with { Target = list.Find(choice.Target)?.Title, FillsDown = choice.FillsDown }
        );
        return (map with { Columns = [.. columns] }, false);
    }

    /// <summary>What stands in the way of reading a file so, by the field of the form that it is about.</summary>
    public IEnumerable<(string Field, string Problem)> Problems(SheetMap map, bool isReread, TargetList list)
    {
        if (isReread)
        {
            yield return ("Form.Sheets", "换了工作表或表头，各列已重新对应。请核对后再检查");
        }

        foreach (var group in map.Missing(list))
        {
            yield return (
                "Form.Constants",
                $"还缺少：{string.Join(" 或 ", group)}。请选出对应的列，或在“全表相同的内容”里填写"
            );
        }

        foreach (var title in map.Twice(list))
        {
            yield return ("Form.Constants", $"有几列都对应到“{title}”。请只留一列，其余选“不导入”");
        }

        if (string.IsNullOrWhiteSpace(Name) || Name.Trim().Length > KeepMaps.LongestName)
        {
            yield return ("Form.Name", $"请给来源起一个名称，不超过 {KeepMaps.LongestName} 个字");
        }
    }

    /// <summary>What a mapping of this file may be called.</summary>
    public static string NameOf(string fileName)
    {
        var name = Path.GetFileNameWithoutExtension(fileName);
        return name.Length <= KeepMaps.LongestName ? name : name[..KeepMaps.LongestName];
    }

    private static string SeenOf(SheetMap map) =>
        $"{map.Sheets.FirstOrDefault()}-{map.HeaderFrom}-{map.HeaderRows}-{map.Columns.Count}";

    private Dictionary<string, string> Said(TargetList list) =>
        Constants
            .Where(pair => list.Find(pair.Key) is { IsForAll: true } && !string.IsNullOrWhiteSpace(pair.Value))
            .ToDictionary(pair => pair.Key, pair => pair.Value!.Trim());
}

/// <summary>What <c>_MapSheet</c> shows.</summary>
/// <param name="Map">As the form says it.</param>
public sealed record MapView(Book Book, TargetList List, SheetMap Map, MapForm Form)
{
    private const int Samples = 3;

    public BookSheet Sheet => Book.Sheets[Map.Sheets[0]];

    /// <summary>The first texts of a column, long numbers covered.</summary>
    public IEnumerable<string> Sample(int column) =>
        column >= Map.Width
            ? column == Map.Width
                ? Map.Sheets.Select(i => Book.Sheets[i].Name).Take(Samples)
                : []
            : Sheet
                .Top.Where(row => row.Number >= Map.HeaderFrom + Map.HeaderRows && column < row.Cells.Count)
                .Select(row => Covered(row.Cells[column].AsText ?? ""))
                .Where(text => text.Length > 0)
                .Distinct()
                .Take(Samples);

    /// <summary>The lines around the header, to see whether it is right.</summary>
    public IEnumerable<SheetRow> Around => Sheet.Top.TakeWhile(row => row.Number <= Map.HeaderFrom + Map.HeaderRows);

    public static string Covered(string text)
    {
        var shown = text.Length > 20 ? text[..20] + "…" : text;
        return shown.Count(char.IsAsciiDigit) < 9
            ? shown
            : string.Concat(shown.Select((c, i) => char.IsAsciiDigit(c) && i > 2 && i < shown.Length - 4 ? '*' : c));
    }
}
