using static Tanfang.Exchange.Columns.ColumnKinds;

namespace Tanfang.Exchange.Columns;

/// <summary>Columns that only lists from elsewhere have: one box to tick for each category, or one cell with several of their names.</summary>
internal static class TickColumns
{
    public const string Words = "老人类别";

    public static IReadOnlyList<Column> All { get; } =
    [
        new(
            Words,
            "OtherCategories",
            ColumnKind.Text,
            "一格里写一种或几种，用顿号、逗号或空格隔开",
            (cell, row) =>
            {
                row.OtherCategories = $"{row.OtherCategories} {cell.AsText}";
                return null;
            }
        ),
        Tick("类别：独居", "livingAlone"),
        Tick("类别：空巢", "emptyNest"),
        Tick("类别：失能", "incapacitatedFull"),
        Tick("类别：部分失能", "incapacitatedPartial"),
        Tick("类别：失智", "dementia"),
        Tick("类别：低保", "minimumLiving"),
        Tick("类别：特困", "extremelyPoorScattered"),
    ];

    /// <summary>A tick claims it; 否 or an empty cell says nothing, for another column may say otherwise.</summary>
    private static Column Tick(string title, string key) =>
        YesNo(
            title,
            $"Categories[{key}]",
            "打勾、是、1",
            (row, holds) =>
            {
                if (holds)
                {
                    row.Claim(key);
                }
            }
        );
}
