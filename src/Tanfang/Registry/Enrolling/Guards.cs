using System.Globalization;
using System.Text;
using Tanfang.Shared;

namespace Tanfang.Registry.Enrolling;

/// <summary>Gathers what stands in the way of a draft.</summary>
internal sealed class Guards(DateOnly today)
{
    public DateOnly Today => today;

    public List<Refusal> Refusals { get; } = [];

    public void Refuse(string field, string code, string reason, string remedy) =>
        Refusals.Add(new Refusal($"elder.{code}", reason, remedy, field));

    /// <summary>The value that was read, or null with a refusal.</summary>
    public T? Take<T>(string field, string code, Reading<T> reading)
        where T : class
    {
        if (reading.Problem is { } problem)
        {
            Refuse(field, code, problem.Reason, problem.Remedy);
        }

        return reading.Value;
    }

    /// <summary>Text without invisible characters and needless space; null when nothing is left.</summary>
    public string? Text(string field, string? text, int longest)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text.Length <= longest && Plain.IsHanOrAscii(text))
        {
            return text;
        }

        var kept = text.EnumerateRunes()
            .Where(r => Rune.GetUnicodeCategory(r) != UnicodeCategory.Format)
            .Select(r => Rune.IsControl(r) ? new Rune(' ') : r);
        var words = string.Concat(kept).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var clean = string.Join(' ', words).Trim();
        if (clean.Length > longest)
        {
            Refuse(field, "tooLong", $"超过 {longest} 个字", "请缩短，或核对是否串列");
        }

        return clean.Length == 0 ? null : clean;
    }

    public void NotInFuture(string field, DateOnly? day, string called)
    {
        if (day > today)
        {
            Refuse(field, "future", $"{called}在将来", "请核对年份");
        }
    }
}
