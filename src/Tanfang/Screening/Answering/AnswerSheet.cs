using System.Globalization;

namespace Tanfang.Screening.Answering;

/// <summary>The fields of the page by name: shows what was typed and reads it. Persons are p0, p1, … in the order shown.</summary>
public sealed class AnswerSheet(IFormCollection form)
{
    public static AnswerSheet Empty { get; } = new(FormCollection.Empty);

    /// <summary>The id of the answer; not "id", which is the household's in the address.</summary>
    public const string SheetField = "sheet";

    public string this[string field] => form[field].ToString().Trim();

    public bool Has(string field, string code) => form[field].Contains(code);

    public DateOnly? Day(string field) =>
        DateOnly.TryParseExact(
            this[field],
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    public Guid? Id(string field) => Guid.TryParseExact(this[field], "D", out var id) ? id : null;

    /// <summary>The field of a question: of the household h-epidemic, of the first person p0-health.</summary>
    public static string Field(int? person, string item) => person is { } at ? $"p{at}-{item}" : $"h-{item}";

    public static string WordsOf(string field) => field + "-words";

    internal AnswerDraft Read(Guid row, IReadOnlyList<ScreeningItem> questions, bool excuse) =>
        new()
        {
            Id = Id(SheetField) ?? Guid.Empty,
            RowId = row,
            Basis = Id("basis"),
            AskedOn = Day("askedOn"),
            AskedBy = this["askedBy"],
            Excuse = excuse ? this["excuse"] : null,
            Note = excuse ? this["note"] : "",
            Items = excuse ? new Dictionary<string, ItemDraft>() : Items(null, questions.Where(q => !q.PerElder)),
            Persons = excuse ? [] : [.. Persons(questions)],
            Changes = excuse ? "" : this["changes"],
        };

    private IEnumerable<PersonDraft> Persons(IReadOnlyList<ScreeningItem> questions)
    {
        for (var at = 0; Id($"p{at}-elder") is { } elder; at++)
        {
            yield return new PersonDraft(
                elder,
                this[Field(at, "presence")],
                Day(Field(at, "since")),
                Items(at, questions.Where(q => q.PerElder)),
                [.. form[Field(at, "category")].OfType<string>()]
            );
        }
    }

    private Dictionary<string, ItemDraft> Items(int? person, IEnumerable<ScreeningItem> questions) =>
        questions.ToDictionary(
            q => q.Key,
            q => new ItemDraft([.. form[Field(person, q.Key)].OfType<string>()], this[WordsOf(Field(person, q.Key))])
        );
}
