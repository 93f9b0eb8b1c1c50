namespace Tanfang.Shared;

/// <summary>Model of _Pager: what is shown ("第 1–20 人，共 612 人") and where the neighbours are; null = none.</summary>
public sealed record Pager(string Shown, string? Previous, string? Next)
{
    /// <param name="page">The page shown.</param>
    /// <param name="unit">What is counted: 人, 条.</param>
    /// <param name="url">The address of a page by its number, from 1.</param>
    public static Pager Of<T>(Page<T> page, string unit, Func<int, string> url)
    {
        var first = (page.Number - 1) * page.Size + 1;
        var last = first + page.Items.Count - 1;
        return new(
            page.Items.Count == 0 ? $"共 {page.Total} {unit}" : $"第 {first}–{last} {unit}，共 {page.Total} {unit}",
            page.Number > 1 ? url(page.Number - 1) : null,
            page.Number < page.Pages ? url(page.Number + 1) : null
        );
    }
}
