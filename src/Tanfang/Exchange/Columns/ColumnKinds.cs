using System.Globalization;
using System.Text;
using Tanfang.Exchange.Reading;
using Tanfang.Registry;

namespace Tanfang.Exchange.Columns;

/// <summary>The ways in which a column reads its cells.</summary>
internal static class ColumnKinds
{
    private static readonly Dictionary<string, bool> Answers = new()
    {
        ["是"] = true,
        ["有"] = true,
        ["√"] = true,
        ["✓"] = true,
        ["✔"] = true,
        ["☑"] = true,
        ["V"] = true,
        ["对"] = true,
        ["●"] = true,
        ["1"] = true,
        ["Y"] = true,
        ["YES"] = true,
        ["否"] = false,
        ["无"] = false,
        ["不是"] = false,
        ["×"] = false,
        ["✗"] = false,
        ["☐"] = false,
        ["□"] = false,
        ["○"] = false,
        ["0"] = false,
        ["N"] = false,
        ["NO"] = false,
    };

    public static Column Text(string title, string field, string hint, Action<RowDraft, string> put) =>
        new(
            title,
            field,
            ColumnKind.Text,
            hint,
            (cell, row) =>
            {
                put(row, cell.AsText!);
                return null;
            }
        );

    /// <summary>A number of many digits. As a spreadsheet's number it has lost those behind the fifteenth.</summary>
    public static Column Number(string title, string field, string hint, Action<RowDraft, string> put) =>
        new(
            title,
            field,
            ColumnKind.Number,
            hint,
            (cell, row) =>
            {
                if (cell.Number is >= 1e15)
                {
                    return ExcelDamage.LastDigitsLost;
                }

                put(row, cell.AsText!);
                return null;
            }
        );

    public static Column Date(string title, string field, string hint, Action<RowDraft, DateOnly> put) =>
        new(
            title,
            field,
            ColumnKind.Date,
            hint,
            (cell, row) =>
            {
                var (day, problem) = ChineseDate.Read(cell, row.CountsFrom1904);
                if (day is { } read)
                {
                    put(row, read);
                }

                return problem;
            }
        )
        {
            Example = "2026-01-05",
        };

    public static Column YesNo(string title, string field, string hint, Action<RowDraft, bool> put) =>
        new(
            title,
            field,
            ColumnKind.Choice,
            hint,
            (cell, row) =>
            {
                if (!Answers.TryGetValue(Bare(cell), out var answer))
                {
                    return new Unreadable("不是“是”也不是“否”", "只填 是 或 否；不清楚就空着");
                }

                put(row, answer);
                return null;
            }
        )
        {
            Choices = ["是", "否"],
        };

    /// <summary>Whether a cell says yes; null when it says neither.</summary>
    public static bool? AnswerOf(Cell cell) => Answers.TryGetValue(Bare(cell), out var answer) ? answer : null;

    /// <summary>是 claims the category, 否 denies it, an empty cell says nothing.</summary>
    public static Column Category(string title, string key, string hint = "") =>
        YesNo(title, $"Categories[{key}]", hint, (row, holds) => (holds ? row.Categories : row.NotCategories).Add(key));

    public static Column Choice(
        string title,
        string field,
        string hint,
        IReadOnlyList<(string Word, Action<RowDraft> Put)> choices
    )
    {
        var words = choices.ToDictionary(c => Bare(new Cell(c.Word)), c => c.Put);
        return new Column(
            title,
            field,
            ColumnKind.Choice,
            hint,
            (cell, row) =>
            {
                if (!words.TryGetValue(Bare(cell), out var put))
                {
                    return new Unreadable(
                        "不在可选的词里",
                        $"只填 {string.Join("、", choices.Select(c => c.Word))}；不清楚就空着"
                    );
                }

                put(row);
                return null;
            }
        )
        {
            Choices = [.. choices.Select(c => c.Word)],
        };
    }

    public static Column Amount(string title, string field, string hint, Action<RowDraft, decimal> put) =>
        new(
            title,
            field,
            ColumnKind.Amount,
            hint,
            (cell, row) =>
            {
                var text = Bare(cell).Replace(",", "", StringComparison.Ordinal).TrimEnd('元').TrimStart('¥', '￥');
                if (
                    !decimal.TryParse(
                        text,
                        NumberStyles.AllowDecimalPoint,
                        CultureInfo.InvariantCulture,
                        out var amount
                    )
                )
                {
                    return new Unreadable("不是金额", "只填数字，单位元，如 1200");
                }

                put(row, decimal.Round(amount, 2));
                return null;
            }
        );

    private static string Bare(Cell cell) =>
        cell.AsText is { } text && PersonName.IsOnlyHan(text) ? text : BareOf(cell);

    private static string BareOf(Cell cell) =>
        string.Concat((cell.AsText ?? "").EnumerateRunes().Where(r => !Rune.IsWhiteSpace(r)))
            .Normalize(NormalizationForm.FormKC)
            .ToUpperInvariant();
}
