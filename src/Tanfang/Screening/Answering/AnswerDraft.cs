namespace Tanfang.Screening.Answering;

/// <summary>One question as answered: boxes ticked and free words.</summary>
public sealed record ItemDraft(IReadOnlyList<string> Codes, string Words);

/// <summary>What the sheet says of one elder.</summary>
public sealed record PersonDraft(
    Guid ElderId,
    string? Presence,
    DateOnly? Since,
    IReadOnlyDictionary<string, ItemDraft> Items,
    IReadOnlyList<string> Categories
);

/// <summary>The sheet of one household as it was filled in, not yet checked.</summary>
public sealed record AnswerDraft
{
    public required Guid Id { get; init; }

    public required Guid RowId { get; init; }

    /// <summary>The answer that was shown; somebody else's newer one must be seen first.</summary>
    public Guid? Basis { get; init; }

    public DateOnly? AskedOn { get; init; }

    public required string AskedBy { get; init; }

    /// <summary>Set when the household is excused; the rest then stays empty.</summary>
    public string? Excuse { get; init; }

    public string Note { get; init; } = "";

    public IReadOnlyDictionary<string, ItemDraft> Items { get; init; } = new Dictionary<string, ItemDraft>();

    public IReadOnlyList<PersonDraft> Persons { get; init; } = [];

    /// <summary>新来的人, other changes of the household, in free words: for the desk.</summary>
    public string Changes { get; init; } = "";
}
