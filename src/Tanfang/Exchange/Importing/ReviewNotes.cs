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

/// <summary>The rows that already wait, or were dismissed: the same row sent again does not queue again.</summary>
public sealed class ReviewNotes(TanfangDb db, Vault vault)
{
    public static Refusal Waiting { get; } =
        new(
            "import.review",
            "与档案中一位老人的姓名、出生日期、村（居）相同，等待人工确认",
            "请到“导入—待确认”决定：是同一人、是另一个人，或不导入",
            nameof(ElderDraft.Name)
        );

    private static readonly Refusal Dismissed = new(
        "import.dismissed",
        "同样的一行已经决定不导入",
        "确需导入的，请补填公民身份号码",
        nameof(ElderDraft.Name)
    );

    private ILookup<Guid, (string Text, bool IsOpen)> known = Array
        .Empty<ImportReview>()
        .ToLookup(_ => Guid.Empty, _ => ("", false));

    public async Task Load(IReadOnlyCollection<Guid> candidates, CancellationToken cancel)
    {
        var reviews = await db
            .ImportReviews.AsNoTracking()
            .Where(r => candidates.Contains(r.CandidateId) && (r.Resolution == null || r.Resolution == "dismissed"))
            .ToListAsync(cancel);
        known = reviews.ToLookup(r => r.CandidateId, r => (Text(WaitingRow.Open(vault, r)), r.Resolution is null));
    }

    /// <summary>Why the row need not be noted again; null when it has to be.</summary>
    public Refusal? AlreadyNoted(Guid candidate, CheckedRow row)
    {
        var text = Text(new WaitingRow(row.Draft, row.Responsible));
        var same = known[candidate].Where(note => note.Text == text).ToList();
        return same.Count == 0 ? null
            : same.Exists(note => note.IsOpen) ? Waiting
            : Dismissed;
    }

    private static string Text(WaitingRow row) => JsonSerializer.Serialize(row);
}
