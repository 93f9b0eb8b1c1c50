using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Obligations;
using Tanfang.Registry.Names;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>Undated columns as another authority has them. Null says nothing; a certificate is taken away only by saying so.</summary>
public sealed record FileCorrection(
    string? Name = null,
    DateOnly? BirthDate = null,
    string? Certificate = null,
    bool NoCertificate = false
);

/// <summary>
/// 更正档案: name, birth date or certificate, after somebody has looked at both sides. For use inside a write transaction; the texts have been read
/// by <see cref="CheckDraft"/>, the elder has been found in scope.
/// </summary>
public sealed class CorrectFile(TanfangDb db, Vault vault, ReconcileElders reconcile, TimeProvider clock)
{
    /// <param name="action">Verb and noun for the change log.</param>
    public async Task Run(Actor actor, Guid id, FileCorrection correction, string action, CancellationToken cancel)
    {
        var elder = await db.Elders.SingleAsync(e => e.Id == id, cancel);
        var fields = new List<string>();
        if (correction.Name is { } name && name != elder.Name)
        {
            (elder.Name, elder.PinyinKey, elder.Initials) = (name, Pinyin.PinyinKey(name), Pinyin.Initials(name));
            // The elder's row of section two carries the same name.
            foreach (var row in await db.HouseholdMembers.Where(m => m.ElderId == id).ToListAsync(cancel))
            {
                row.Name = name;
            }

            fields.Add(nameof(elder.Name));
        }

        if (correction.BirthDate is { } birth && birth != elder.BirthDate)
        {
            elder.BirthDate = birth;
            fields.Add(nameof(elder.BirthDate));
        }

        if (correction.Certificate is not null || correction.NoCertificate)
        {
            var seal = vault.SealOf(elder);
            var before = ElderSecrets.Open(seal, elder);
            (before with { DisabilityCertificate = correction.Certificate }).Close(seal, elder, before);
            fields.Add(nameof(elder.DisabilityCertificate));
        }

        elder.Version++;
        elder.ChangedAt = clock.Now();
        db.Changes.Add(ChangeEntry.Of(actor, clock, action, id.ToString("N"), string.Join(',', fields)));
        await db.SaveChangesAsync(cancel);
        if (fields.Contains(nameof(elder.BirthDate)))
        {
            await reconcile.Run([id], cancel);
        }
    }
}
