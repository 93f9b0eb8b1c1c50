using System.Text;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>
/// Keeps what somebody looks for under an id, so that the address of the answer names nobody, the way back works and the page can be loaded
/// anew. Sealed, for whoever asked alone, for a day.
/// </summary>
public sealed class KeepQuestion(TanfangDb db, Vault vault, WriteGate gate, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public const int LongestText = 50;

    public async Task<Guid> Run(string text, Actor actor, CancellationToken cancel)
    {
        var now = clock.Now();
        var id = Guid.CreateVersion7(now);
        var asked = text.Trim();
        var row = new KeptQuestion
        {
            Id = id,
            OwnerId = actor.Id,
            Text = vault.StoreSeal.Close(
                Place(id),
                Encoding.UTF8.GetBytes(asked[..Math.Min(LongestText, asked.Length)])
            ),
            At = now,
        };
        var over = now - Kept;
        await gate.Write(
            db,
            async () =>
            {
                await db.KeptQuestions.Where(q => q.At < over).ExecuteDeleteAsync(cancel);
                await WriteRows.Insert(db, [row], cancel);
            },
            cancel
        );
        return id;
    }

    /// <summary>Null when it is too old, or somebody else's.</summary>
    public async Task<string?> Read(Guid id, Actor actor, CancellationToken cancel)
    {
        var since = clock.Now() - Kept;
        var row = await db
            .KeptQuestions.AsNoTracking()
            .SingleOrDefaultAsync(q => q.Id == id && q.OwnerId == actor.Id && q.At >= since, cancel);
        return row is null ? null : vault.StoreSeal.OpenText(Place(id), row.Text);
    }

    private static string Place(Guid id) => $"kept_questions/text/{id:N}";
}
