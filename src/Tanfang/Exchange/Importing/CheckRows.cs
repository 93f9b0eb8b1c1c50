using Tanfang.Divisions;
using Tanfang.Exchange.Columns;
using Tanfang.Exchange.Reading;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>A row that can be taken as it stands; who it is has still to be seen.</summary>
/// <param name="Line">As it stands in the file: should it be refused yet, the error workbook shows it.</param>
public sealed record CheckedRow(SheetRow Line, ElderDraft Draft, Division Home, string? Responsible)
{
    public int Number => Line.Number;
}

/// <summary>A file read to its end: the rows that can be taken and what stood in the way of the others.</summary>
public sealed record CheckedFile(IReadOnlyList<CheckedRow> Rows, ImportReport Report, RefusedRows Refused);

/// <summary>Reads a file and checks every row by itself and against the other rows. Looks up divisions; looks at no person and writes nothing.</summary>
public sealed class CheckRows(FindHome findHome, PolicySet policies, TimeProvider clock)
{
    /// <exception cref="UnreadableFileException">The file as a whole cannot be read.</exception>
    public async Task<CheckedFile> Run(byte[] file, Scope scope, CancellationToken cancel)
    {
        var sheet = OpenSheet.Run(file);
        var header = ReadHeader.Of(sheet);
        var report = new ImportReport { Ignored = [.. header.Ignored] };
        var rows = new List<CheckedRow>();
        var refused = new RefusedRows(sheet.Header, header.Columns);
        foreach (var line in sheet.Rows)
        {
            report.Rows++;
            var (row, refusals) = Read(line, header, sheet.CountsFrom1904);
            var home = await findHome.Run(row, scope, cancel);
            var draft = CheckDraft.Run(
                row.ToDraft(home.Succeeded ? home.Value.Id : 0),
                policies.Dictionary,
                clock.Today()
            );
            refusals.AddRange(home.Refusals);
            // A cell that could not be read is missing from the draft; what follows from that is no second mistake.
            var unread = refusals.Select(r => r.Field).ToHashSet();
            refusals.AddRange(draft.Refusals.Where(r => !unread.Contains(r.Field) && !FollowsFrom(unread, r)));
            if (refusals.Count == 0)
            {
                rows.Add(new CheckedRow(line, draft.Value, home.Value, Clean(row.Responsible)));
            }
            else
            {
                report.Reject(line.Number, refusals);
                refused.Keep(line);
            }
        }

        return new CheckedFile(FileDuplicates.Without(rows, report, refused), report, refused);
    }

    private static bool FollowsFrom(HashSet<string?> unread, Refusal refusal) =>
        refusal.Code == "elder.birthMissing"
        && (unread.Contains(nameof(ElderDraft.IdNumber)) || unread.Contains(nameof(ElderDraft.BirthDate)));

    private (RowDraft Row, List<Refusal> Refusals) Read(SheetRow line, ReadHeader header, bool countsFrom1904)
    {
        var row = new RowDraft { CountsFrom1904 = countsFrom1904 };
        var refusals = new List<Refusal>();
        foreach (var (cell, column) in line.Cells.Zip(header.Columns).Where(pair => !pair.First.IsEmpty))
        {
            if (column?.Read(cell, row) is { } problem)
            {
                refusals.Add(new Refusal("import.cell", problem.Reason, problem.Remedy, column.Field));
            }
        }

        if (line.Cells.Skip(header.Columns.Count).Any(cell => !cell.IsEmpty))
        {
            refusals.Add(new Refusal("import.cells", "这一行比表头多出几格", "请检查是否串列、引号是否成对"));
        }

        if (row.HasAssessment && row.Assessed is null)
        {
            refusals.Add(
                new Refusal(
                    "import.assessment",
                    "填了评估，没有填失能程度",
                    "请填失能程度，或清空评估各列",
                    "Assessment.Result"
                )
            );
        }

        OtherCategories(row, refusals);
        return (row, refusals);
    }

    private void OtherCategories(RowDraft row, List<Refusal> refusals)
    {
        foreach (
            var name in (row.OtherCategories ?? "").Split(
                ['、', ',', '，', ';', '；', ' '],
                StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            var known = policies.Dictionary.Categories.FirstOrDefault(c => c.Name == name || c.ShortName == name);
            if (known is null)
            {
                refusals.Add(
                    new Refusal("import.category", "有字典里没有的类别", "类别的名称见“政策”页面", "OtherCategories")
                );
                return;
            }

            row.Categories.Add(known.Key);
        }
    }

    private static string? Clean(string? responsible) =>
        PersonName.Clean(responsible) is { Length: > 0 and <= PersonName.Longest } name ? name : null;
}
