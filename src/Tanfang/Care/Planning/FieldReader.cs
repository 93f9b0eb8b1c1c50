using System.Globalization;
using Tanfang.Shared;

namespace Tanfang.Care.Planning;

/// <summary>Reads the boxes of a form; what is wrong is named at its box and never repeated.</summary>
internal sealed class FieldReader(List<Refusal> refusals)
{
    public string? Text(string? typed, string field, string label, int most, bool required = false)
    {
        var text = (typed ?? "").Trim().ReplaceLineEndings("\n");
        if (text.Length == 0)
        {
            return required ? Refuse<string>(field, $"没有填{label}", "请填写") : null;
        }

        return text.Any(c => char.IsControl(c) && c is not ('\n' or '\t'))
                ? Refuse<string>(field, $"{label}里有不能保存的字符", "请删去后重填")
            : text.Length > most ? Refuse<string>(field, $"{label}超过 {most} 个字", $"现有 {text.Length} 个，请缩短")
            : text;
    }

    public DateOnly? Day(string? typed, string field, string label, bool required = false)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return required ? Refuse<DateOnly?>(field, $"没有填{label}", "请填写年月日") : null;
        }

        return DateOnly.TryParseExact(typed.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, 0, out var day)
            ? day
            : Refuse<DateOnly?>(field, $"{label}不是日期", "请按 2026-01-31 的样子填写");
    }

    public Guid? Id(string? typed, string field, string label, bool required = false)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return required ? Refuse<Guid?>(field, $"没有选{label}", "请从名单中选择") : null;
        }

        return Guid.TryParse(typed, out var id) ? id : Refuse<Guid?>(field, $"{label}不在名单中", "请从名单中重新选择");
    }

    public T? Refuse<T>(string field, string reason, string remedy)
    {
        refusals.Add(new Refusal("plan.field", reason, remedy, field));
        return default;
    }
}
