using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Exchange.Columns;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Reading;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;
using ElderFile = Tanfang.Exchange.Importing.ElderFile;

namespace Tanfang.Exchange.Delivering;

/// <summary>Whose list it is, about whom, of which day; and how far its reader may see.</summary>
public sealed record ListFrom(DeliverySource Source, Division Area, DateOnly AsOf, Scope Scope);

/// <summary>A row that can be compared. Its number is always known; its home may be 0: not said.</summary>
/// <param name="Line">As it stands in the file: should it be refused yet, the error workbook shows it.</param>
public sealed record ReadRow(SheetRow Line, ElderDraft Draft)
{
    public int Number => Line.Number;
}

/// <summary>A list read to its end.</summary>
/// <param name="Unread">Keyed digests of people whose rows could not be taken: they are there, and nobody may call them missing.</param>
public sealed record ReadList(
    IReadOnlyList<ReadRow> Rows,
    int TooYoung,
    ImportReport Report,
    IReadOnlySet<string> Unread
);

/// <summary>Reads a source's list: each row by itself, then the rows against each other. Looks at no person and writes nothing.</summary>
public sealed class ReadDelivery(
    FindHome findHome,
    DivisionLookup divisions,
    PolicySet policies,
    RegistryWords words,
    Vault vault,
    TimeProvider clock
)
{
    private const int Often = 500;

    private IReadOnlyList<Division>? above;

    /// <param name="progress">Is told how many rows were read; of how many nobody knows yet.</param>
    /// <exception cref="UnreadableFileException">The file as a whole cannot be read.</exception>
    public async Task<ReadList> Run(ElderFile file, ListFrom from, Action<int, int> progress, CancellationToken cancel)
    {
        var list = file.Open();
        var (report, rows, unread) = (list.Report, new List<ReadRow>(), new HashSet<string>());
        var tooYoung = 0;
        void Refuse(int row, string? number, IEnumerable<Refusal> refusals)
        {
            report.Reject(row, refusals);
            if (number is not null)
            {
                unread.Add(Convert.ToHexString(vault.OfNumber(number)));
            }
        }

        await foreach (var line in ReadAhead.Of(list.Rows, cancel))
        {
            if (report.Rows++ % Often == 0)
            {
                progress(report.Rows - 1, 0);
            }

            var (draft, refusals) = await Check(line, list, from, cancel);
            if (refusals.Count > 0)
            {
                Refuse(line.Number, IdNumber.Read(draft.IdNumber, clock.Today()).Value?.Normalised, refusals);
            }
            else if (RegistryWords.Age(draft.BirthDate!.Value, clock.Today()) < (from.Source.FromAge ?? words.ElderAge))
            {
                tooYoung++;
            }
            else
            {
                rows.Add(new ReadRow(line, draft));
            }
        }

        var once = RowGuards.Once(rows, report.Naming.Place, Refuse);
        list.Finish(report);
        return new ReadList(once, tooYoung, report, unread);
    }

    /// <summary>One row by itself: what it says, in the spelling in which it is kept, and what is wrong with it.</summary>
    public async Task<(ElderDraft Draft, List<Refusal> Refusals)> Check(
        SheetRow line,
        ElderList list,
        ListFrom from,
        CancellationToken cancel
    )
    {
        var (row, problems) = Cells(line, list);
        var (draft, refusals) = RowGuards.Read(row, problems, from.Source, from.AsOf, clock.Today());
        if (list.Overflows(line))
        {
            refusals.Add(ElderList.Overflow);
        }

        var home = await Home(row, from, refusals, cancel);
        var read = CheckDraft.Run(draft with { HomeId = home }, policies.Dictionary, clock.Today());
        var unread = refusals.Select(r => r.Field).ToHashSet();
        // Without a number nobody can say when somebody was born; that is no second mistake.
        refusals.AddRange(
            read.Refusals.Where(r => !unread.Contains(r.Field) && (r.Code != "elder.birthMissing" || unread.Count == 0))
        );
        return (refusals.Count == 0 ? read.Value : draft, refusals);
    }

    private static (RowDraft Row, List<(string Field, Unreadable Problem)> Problems) Cells(
        SheetRow line,
        ElderList list
    )
    {
        var row = new RowDraft { CountsFrom1904 = list.CountsFrom1904 };
        var problems = new List<(string, Unreadable)>();
        foreach (var (column, cell) in list.Read(line))
        {
            if (column.Read(cell, row) is { } problem)
            {
                problems.Add((column.Field, problem));
            }
        }

        return (row, problems);
    }

    /// <summary>The village; 0 when the row names none. What the row leaves out of the address, the area of the list says.</summary>
    private async Task<int> Home(RowDraft row, ListFrom from, List<Refusal> refusals, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(row.DivisionCode) && string.IsNullOrWhiteSpace(row.Village))
        {
            return 0;
        }

        above ??= await divisions.Ancestors(from.Area, cancel);
        string? Above(DivisionLevel level) => above.Append(from.Area).FirstOrDefault(d => d.Level == level)?.Name;
        if (string.IsNullOrWhiteSpace(row.County))
        {
            (row.City, row.County) = (Above(DivisionLevel.City), Above(DivisionLevel.County));
        }

        row.Township = string.IsNullOrWhiteSpace(row.Township) ? Above(DivisionLevel.Township) : row.Township;
        var home = await findHome.Run(row, from.Scope, cancel);
        refusals.AddRange(home.Refusals);
        if (home.Succeeded && !Scope.Of(from.Area.Id).Covers(home.Value))
        {
            refusals.Add(
                new Refusal(
                    "delivery.area",
                    "这个村（居）不在这份名单的地区内",
                    "请核对住址；属于别的地区的，请从这份名单中删去",
                    nameof(ElderDraft.HomeId)
                )
            );
        }

        return home.Succeeded ? home.Value.Id : 0;
    }
}
