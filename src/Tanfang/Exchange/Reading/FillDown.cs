namespace Tanfang.Exchange.Reading;

/// <summary>Merged cells: what is written once for a block of rows stands in each of them. Lines without anything of their own stay out.</summary>
internal static class FillDown
{
    public static IEnumerable<SheetRow> Run(IEnumerable<SheetRow> rows, IReadOnlyList<Span> merges)
    {
        var next = 0;
        var waiting = merges.OrderBy(m => m.FromRow).ToList();
        var lent = new Dictionary<int, (Cell Cell, int Until)>();
        foreach (var row in rows.Where(row => row.Own > 0))
        {
            var isAcross = false;
            for (; next < waiting.Count && waiting[next].FromRow <= row.Number; next++)
            {
                var merge = waiting[next];
                if (merge.FromRow < row.Number || merge.FromColumn >= row.Cells.Count)
                {
                    continue;
                }

                var cell = row.Cells[merge.FromColumn];
                isAcross |= row.Own == 1 && merge.ToColumn > merge.FromColumn && !cell.IsEmpty;
                if (merge.ToRow > merge.FromRow && !cell.IsEmpty)
                {
                    lent[merge.FromColumn] = (cell, merge.ToRow);
                }
            }

            yield return isAcross || lent.Count == 0 ? row with { IsAcross = isAcross } : Filled(row, lent);
        }
    }

    private static SheetRow Filled(SheetRow row, Dictionary<int, (Cell Cell, int Until)> lent)
    {
        foreach (var over in lent.Where(pair => pair.Value.Until < row.Number).Select(pair => pair.Key).ToList())
        {
            lent.Remove(over);
        }

        if (lent.Count == 0)
        {
            return row;
        }

        var cells = new Cell[Math.Max(row.Cells.Count, lent.Keys.Max() + 1)];
        for (var i = 0; i < cells.Length; i++)
        {
            var own = i < row.Cells.Count ? row.Cells[i] : default;
            cells[i] = own.IsEmpty && lent.TryGetValue(i, out var above) ? above.Cell : own;
        }

        return row with
        {
            Cells = cells,
        };
    }
}
