using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Exchange.Columns;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Reading;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>A row that can be compared. Its number is always known; its home may be 0: not said.</summary>
public sealed record ReadRow(int Number, ElderDraft Draft);

/// <summary>A list read to its end.</summary>
/// <param name="Unread">Keyed digests of people whose rows could not be taken: they are there, and nobody may call them missing.</param>
public sealed record ReadList(
    int Count,
    IReadOnlyList<ReadRow> Rows,
    int TooYoung,
    DeliveryErrors Errors,
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
    /// <exception cref="UnreadableFileException">The file as a whole cannot be read.</exception>
    public async Task<ReadList> Run(
        byte[] file,
        DeliverySource source,
        Division area,
        DateOnly asOf,
        Scope scope,
        CancellationToken cancel
    )
    {
        var sheet = OpenSheet.Run(file);
        var header = SourceHeader.Of(sheet, source);
        var above = await divisions.Ancestors(area, cancel);
        var (rows, errors, unread) = (new List<ReadRow>(), new List<RowError>(), new HashSet<string>());
        var (count, tooYoung) = (0, 0);
        void Refuse(int row, string? number, IEnumerable<Refusal> refusals)
        {
            errors.AddRange(refusals.Select(r => new RowError(row, source.TitleOf(r.Field), r.Reason, r.Remedy)));
            if (number is not null)
            {
                unread.Add(Convert.ToHexString(vault.OfNumber(number)));
            }
        }

        foreach (var line in sheet.Rows)
        {
            count++;
            var (row, problems) = header.Read(line, sheet);
            var (draft, refusals) = RowGuards.Read(row, problems, source, asOf, clock.Today());
            var home = await Home(row, area, above, scope, refusals, cancel);
            var read = CheckDraft.Run(draft with { HomeId = home }, policies.Dictionary, clock.Today());
            var unreadFields = refusals.Select(r => r.Field).ToHashSet();
            // Without a number nobody can say when somebody was born; that is no second mistake.
            refusals.AddRange(
                read.Refusals.Where(r =>
                    !unreadFields.Contains(r.Field) && (r.Code != "elder.birthMissing" || unreadFields.Count == 0)
                )
            );
            if (refusals.Count > 0)
            {
                Refuse(line.Number, IdNumber.Read(draft.IdNumber, clock.Today()).Value?.Normalised, refusals);
            }
            else if (RegistryWords.Age(read.Value.BirthDate!.Value, clock.Today()) < (source.FromAge ?? words.ElderAge))
            {
                tooYoung++;
            }
            else
            {
                rows.Add(new ReadRow(line.Number, read.Value));
            }
        }

        var once = RowGuards.Once(rows, Refuse);
        return new ReadList(
            count,
            once,
            tooYoung,
            new DeliveryErrors([.. errors.OrderBy(e => e.Row)], header.Ignored),
            unread
        );
    }

    /// <summary>The village; 0 when the row names none. What the row leaves out of the address, the area of the list says.</summary>
    private async Task<int> Home(
        RowDraft row,
        Division area,
        IReadOnlyList<Division> above,
        Scope scope,
        List<Refusal> refusals,
        CancellationToken cancel
    )
    {
        if (string.IsNullOrWhiteSpace(row.DivisionCode) && string.IsNullOrWhiteSpace(row.Village))
        {
            return 0;
        }

        string? Above(DivisionLevel level) => above.Append(area).FirstOrDefault(d => d.Level == level)?.Name;
        if (string.IsNullOrWhiteSpace(row.County))
        {
            (row.City, row.County) = (Above(DivisionLevel.City), Above(DivisionLevel.County));
        }

        row.Township = string.IsNullOrWhiteSpace(row.Township) ? Above(DivisionLevel.Township) : row.Township;
        var home = await findHome.Run(row, scope, cancel);
        refusals.AddRange(home.Refusals);
        if (home.Succeeded && !Scope.Of(area.Id).Covers(home.Value))
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
