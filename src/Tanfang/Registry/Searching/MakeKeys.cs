using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry.Names;

namespace Tanfang.Registry.Searching;

/// <summary>
/// Brings the keys by which files are found up to date: every file whose version grew since its keys were made, whoever changed it.
/// Files of an older store have none yet and come the same way; a run that was cut off goes on where it stopped.
/// </summary>
public sealed class MakeKeys(TanfangDb db, Vault vault, WriteGate gate)
{
    private const int Batch = 500;

    /// <param name="most">Stops after about so many files.</param>
    /// <returns>How many were brought up to date.</returns>
    public async Task<int> Run(int most, CancellationToken cancel)
    {
        var done = 0;
        for (var last = Batch; last == Batch && done < most; done += last)
        {
            last = await gate.Write(db, () => Next(cancel), cancel);
        }

        return done;
    }

    private async Task<int> Next(CancellationToken cancel)
    {
        var elders = await db
            .Elders.AsNoTracking()
            .Where(e => e.KeysOf != e.Version)
            .OrderBy(e => e.Id)
            .Take(Batch)
            .ToListAsync(cancel);
        if (elders.Count == 0)
        {
            return 0;
        }

        // First the files: of two runs on PostgreSQL the second waits here and then replaces what the first wrote.
        (string, Func<Elder, object?>)[] known = [(nameof(Elder.KeysOf), e => e.Version)];
        await WriteRows.Update<Elder, Elder>(db, elders, e => e.Id, known, cancel);
        var ids = elders.Select(e => e.Id).ToList();
        await db.ElderKeys.Where(k => ids.Contains(k.ElderId)).ExecuteDeleteAsync(cancel);
        var homes = elders.Select(e => e.HomeId).Distinct().ToList();
        var counties = await db
            .Divisions.Where(d => homes.Contains(d.Id))
            .ToDictionaryAsync(d => d.Id, d => d.CountyId ?? d.Id, cancel);
        var contacts = await db.Contacts.AsNoTracking().Where(c => ids.Contains(c.ElderId)).ToListAsync(cancel);
        var ofElder = contacts.ToLookup(c => c.ElderId);
        var rows = elders.SelectMany(e =>
            Keys(e, counties[e.HomeId], ofElder[e.Id])
                .Distinct()
                .Select(key => new ElderKey { ElderId = e.Id, Key = key })
        );
        await WriteRows.Insert(db, rows.ToList(), cancel);
        return elders.Count;
    }

    private IEnumerable<string> Keys(Elder elder, int county, IEnumerable<Contact> contacts)
    {
        foreach (var spelling in Pinyin.OtherKeys(elder.Name))
        {
            yield return FileKeys.Name(spelling);
        }

        if (elder.WrappedKey is null)
        {
            yield break;
        }

        var seal = vault.SealOf(elder);
        var secrets = ElderSecrets.Open(seal, elder);
        var phones = contacts.Select(c => ElderSecrets.OpenContactPhone(seal, c)).Prepend(secrets.Phone);
        foreach (var phone in phones)
        {
            if (PhoneNumber.Read(phone).Value is { } read)
            {
                yield return FileKeys.Phone(vault, county, read.Tail);
            }
        }

        foreach (var door in Doors.Of(secrets.Address))
        {
            yield return FileKeys.Door(vault, elder.HomeId, door);
        }
    }
}

/// <summary>How the keys of files are spelt; what is sealed only ever as its keyed digest.</summary>
internal static class FileKeys
{
    public static string Name(string letters) => "n:" + letters;

    public static string Phone(Vault vault, int county, string tail) => "p:" + Short(vault.OfPhoneTail(county, tail));

    public static string Door(Vault vault, int village, string door) => "d:" + Short(vault.OfDoor(village, door));

    /// <summary>128 bits: no two of one store will ever meet by chance.</summary>
    private static string Short(byte[] digest) => Convert.ToHexStringLower(digest.AsSpan(0, 16));
}
