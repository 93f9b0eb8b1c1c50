using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>A row as it waits for a decision: what it says, sealed.</summary>
public sealed record WaitingRow(ElderDraft Draft, string? Responsible)
{
    public static WaitingRow Open(Vault vault, ImportReview review) =>
        JsonSerializer.Deserialize<WaitingRow>(vault.StoreSeal.Open(Place(review.Id), review.Data))!;

    public byte[] Close(Vault vault, Guid review) =>
        vault.StoreSeal.Close(Place(review), JsonSerializer.SerializeToUtf8Bytes(this));

    private static string Place(Guid review) => $"import_reviews/data/{review:N}";
}

/// <summary>The rows that were noted before: what waits does not queue again, what was decided is not asked again.</summary>
public sealed class ReviewNotes(TanfangDb db, Vault vault)
{
    public static Refusal Waiting { get; } =
        new(
            "import.review",
            "与档案中一位老人的姓名、出生日期、村（居）相同，等待人工确认",
            "请到“导入—待确认”决定：是同一人、是另一个人，或不导入",
            nameof(ElderDraft.Name)
        );

    public static Refusal Dismissed { get; } =
        new("import.dismissed", "同样的一行已经决定不导入", "确需导入的，请补填公民身份号码", nameof(ElderDraft.Name));

    /// <summary>The row itself is sound; a person decides who it is.</summary>
    public static bool IsWaiting(RowError error) => error.Reason == Waiting.Reason;

    private ILookup<Guid, (string Text, string? Resolution)> known = Array
        .Empty<ImportReview>()
        .ToLookup(_ => Guid.Empty, _ => ("", (string?)null));

    public async Task Load(IReadOnlyCollection<Guid> candidates, CancellationToken cancel)
    {
        var reviews = await db
            .ImportReviews.AsNoTracking()
            .Where(r => EF.Parameter(candidates).Contains(r.CandidateId))
            .OrderBy(r => r.Id)
            .ToListAsync(cancel);
        known = reviews.ToLookup(r => r.CandidateId, r => (Text(WaitingRow.Open(vault, r)), r.Resolution));
    }

    /// <summary>Whether the very same row was noted before, and what was decided about it last (null: it waits).</summary>
    public (bool Noted, string? Resolution) Of(IEnumerable<Guid> candidates, CheckedRow row)
    {
        var text = Text(new WaitingRow(row.Draft, row.Responsible));
        var same = candidates.SelectMany(candidate => known[candidate]).Where(note => note.Text == text).ToList();
        return same.Count == 0 ? (false, null) : (true, same[^1].Resolution);
    }

    private static string Text(WaitingRow row) => JsonSerializer.Serialize(row);
}
