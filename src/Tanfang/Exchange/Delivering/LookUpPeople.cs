using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>Whom a row is about, as far as the asker may know.</summary>
public abstract record Whom
{
    public sealed record Nobody : Whom;

    /// <summary>The number is known outside the asker's scope: nothing of that file is told.</summary>
    public sealed record Elsewhere : Whom;

    /// <summary>Somebody of the same name, birth date and village whose file has no number.</summary>
    public sealed record Alike(Guid ElderId) : Whom;

    public sealed record Known(Elder Elder, ElderOn Now, string? Certificate) : Whom;
}

/// <summary>Who is asked for: by number, and by name where nobody has it.</summary>
/// <param name="Draft">Null asks by number alone.</param>
public sealed record Asked(Guid Id, byte[] NumberIndex, ElderDraft? Draft);

/// <summary>Finds the people of many rows in a few queries per five hundred, by the blind index of their numbers.</summary>
public sealed class LookUpPeople(TanfangDb db, Vault vault, TimeProvider clock)
{
    private const int Batch = 500;

    public async Task<Dictionary<Guid, Whom>> Run(
        IReadOnlyList<Asked> asked,
        Scope scope,
        CancellationToken cancel,
        Action<int, int>? progress = null
    )
    {
        var found = new Dictionary<Guid, Whom>(asked.Count);
        foreach (var batch in asked.Chunk(Batch))
        {
            progress?.Invoke(found.Count, asked.Count);
            await ByNumber(batch, scope, found, cancel);
            await Alike([.. batch.Where(a => !found.ContainsKey(a.Id))], scope, found, cancel);
            foreach (var row in batch.Where(a => !found.ContainsKey(a.Id)))
            {
                found[row.Id] = new Whom.Nobody();
            }
        }

        return found;
    }

    private async Task ByNumber(Asked[] batch, Scope scope, Dictionary<Guid, Whom> found, CancellationToken cancel)
    {
        var indexes = batch.Select(a => a.NumberIndex).ToList();
        var elders = await db
            .Elders.AsNoTracking()
            .Where(e => indexes.Contains(e.IdNumberIndex!))
            .ToDictionaryAsync(e => Convert.ToHexString(e.IdNumberIndex!), cancel);
        var ids = elders.Values.Select(e => e.Id).ToList();
        var seen = scope.IsEverything
            ? ids
            : await db.EldersOf(scope).Where(e => ids.Contains(e.Id)).Select(e => e.Id).ToListAsync(cancel);
        var facts = (
            await db.ElderFacts.AsNoTracking().Where(f => seen.Contains(f.ElderId)).ToListAsync(cancel)
        ).ToLookup(f => f.ElderId);
        var inSight = seen.ToHashSet();
        foreach (var row in batch)
        {
            if (elders.TryGetValue(Convert.ToHexString(row.NumberIndex), out var elder))
            {
                found[row.Id] = inSight.Contains(elder.Id)
                    ? new Whom.Known(elder, ElderNow.On(facts[elder.Id], clock.Today()), CertificateOf(elder))
                    : new Whom.Elsewhere();
            }
        }
    }

    private string? CertificateOf(Elder elder) =>
        elder.DisabilityCertificate is null || elder.WrappedKey is null
            ? null
            : vault.SealOf(elder).Open("elders", "disability_certificate", elder.Id, elder.DisabilityCertificate);

    private async Task Alike(
        IReadOnlyList<Asked> rows,
        Scope scope,
        Dictionary<Guid, Whom> found,
        CancellationToken cancel
    )
    {
        var named = rows.Where(r => r.Draft is { HomeId: > 0 }).ToList();
        var homes = named.Select(r => r.Draft!.HomeId!.Value).Distinct().ToList();
        var names = named.Select(r => r.Draft!.Name!).Distinct().ToList();
        if (named.Count == 0)
        {
            return;
        }

        var elders = await db.EldersOf(scope)
            .Where(e => e.IdNumberIndex == null && homes.Contains(e.HomeId) && names.Contains(e.Name))
            .Select(e => new
            {
                e.Id,
                e.HomeId,
                e.Name,
                e.BirthDate,
            })
            .ToListAsync(cancel);
        foreach (var row in named)
        {
            var alike = elders.Find(e =>
                (e.HomeId, e.Name, e.BirthDate) == (row.Draft!.HomeId, row.Draft.Name, row.Draft.BirthDate)
            );
            if (alike is not null)
            {
                found[row.Id] = new Whom.Alike(alike.Id);
            }
        }
    }
}
