using Tanfang.Divisions;
using Tanfang.Exchange.Columns;
using Tanfang.Exchange.Mapping;
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

    /// <summary>户号 as the file has it; null when it says none.</summary>
    public string? HouseholdNumber { get; init; }
}

/// <summary>A file read to its end: the rows that can be taken and what stood in the way of the others.</summary>
public sealed record CheckedFile(IReadOnlyList<CheckedRow> Rows, ImportReport Report, RefusedRows Refused);

/// <summary>Reads a file and checks every row by itself and against the other rows. Looks up divisions; looks at no person and writes nothing.</summary>
public sealed class CheckRows(FindHome findHome, PolicySet policies, TimeProvider clock)
{
    private static readonly char[] Between = ['、', ',', '，', ';', '；', '/', '+', ' ', '　', '\n', '\r', '\t'];

    /// <exception cref="UnreadableFileException">The file as a whole cannot be read.</exception>
    public async Task<CheckedFile> Run(ElderFile file, Scope scope, CancellationToken cancel)
    {
        var list = file.Open();
        var report = list.Report;
        var rows = new List<CheckedRow>();
        var refused = new RefusedRows(list.Sheets);
        await foreach (var part in ReadAhead.InParts(list.Rows, cancel))
        {
            report.Rows += part.Length;
            foreach (var (line, (row, refusals)) in part.Zip(await Check(part, list, scope, cancel)))
            {
                if (row is null)
                {
                    report.Reject(line.Number, refusals);
                    refused.Keep(line);
                }
                else
                {
                    rows.Add(row);
                }
            }
        }

        list.Finish(report);
        return new CheckedFile(FileDuplicates.Without(rows, report, refused), report, refused);
    }

    /// <summary>One row by itself; null with what is wrong with it.</summary>
    public async Task<(CheckedRow? Row, List<Refusal> Refusals)> Check(
        SheetRow line,
        ElderList list,
        Scope scope,
        CancellationToken cancel
    )
    {
        var read = Read(line, list);
        return Judge(line, read, await findHome.Run(read.Row, scope, cancel));
    }

    /// <summary>Several at once; only where they live is looked up one after the other.</summary>
    private async Task<(CheckedRow? Row, List<Refusal> Refusals)[]> Check(
        SheetRow[] part,
        ElderList list,
        Scope scope,
        CancellationToken cancel
    )
    {
        var read = new (RowDraft Row, List<Refusal> Refusals)[part.Length];
        Parallel.For(0, part.Length, at => read[at] = Read(part[at], list));
        var homes = new Result<Division>[part.Length];
        for (var at = 0; at < part.Length; at++)
        {
            homes[at] = await findHome.Run(read[at].Row, scope, cancel);
        }

        var judged = new (CheckedRow? Row, List<Refusal> Refusals)[part.Length];
        Parallel.For(0, part.Length, at => judged[at] = Judge(part[at], read[at], homes[at]));
        return judged;
    }

    private (CheckedRow? Row, List<Refusal> Refusals) Judge(
        SheetRow line,
        (RowDraft Row, List<Refusal> Refusals) read,
        Result<Division> home
    )
    {
        var (row, refusals) = read;
        var draft = CheckDraft.Run(row.ToDraft(home.Succeeded ? home.Value.Id : 0), policies.Dictionary, clock.Today());
        refusals.AddRange(home.Refusals);
        if (draft.Refusals.Count > 0)
        {
            // A cell that could not be read is missing from the draft; what follows from that is no second mistake.
            var unread = refusals.Select(r => r.Field).ToHashSet();
            refusals.AddRange(draft.Refusals.Where(r => !unread.Contains(r.Field) && !FollowsFrom(unread, r)));
        }

        return refusals.Count == 0
            ? (
                new CheckedRow(line, draft.Value, home.Value, Clean(row.Responsible))
                {
                    HouseholdNumber = LinkHouseholds.Key(row.HouseholdNumber),
                },
                refusals
            )
            : (null, refusals);
    }

    private static bool FollowsFrom(HashSet<string?> unread, Refusal refusal) =>
        refusal.Code == "elder.birthMissing"
        && (unread.Contains(nameof(ElderDraft.IdNumber)) || unread.Contains(nameof(ElderDraft.BirthDate)));

    private (RowDraft Row, List<Refusal> Refusals) Read(SheetRow line, ElderList list)
    {
        var row = new RowDraft { CountsFrom1904 = list.CountsFrom1904 };
        var refusals = new List<Refusal>();
        foreach (var (column, cell) in list.Read(line))
        {
            if (column.Read(cell, row) is { } problem)
            {
                refusals.Add(new Refusal("import.cell", problem.Reason, problem.Remedy, column.Field));
            }
        }

        if (list.Overflows(line))
        {
            refusals.Add(ElderList.Overflow);
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
        foreach (var name in (row.OtherCategories ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries))
        {
            var word = SheetWords.Shipped.Word(ElderTargets.Kind, TickColumns.Words, name);
            var known = policies.Dictionary.Categories.FirstOrDefault(c => c.Name == word || c.ShortName == word);
            if (known is not null)
            {
                row.Claim(known.Key);
            }
            else if (word.Length > 0)
            {
                refusals.Add(
                    new Refusal("import.category", "有字典里没有的类别", "类别的名称见“政策”页面", "OtherCategories")
                );
                return;
            }
        }
    }

    private static string? Clean(string? responsible) =>
        PersonName.Clean(responsible) is { Length: > 0 and <= PersonName.Longest } name ? name : null;
}
