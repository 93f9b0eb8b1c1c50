using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Registry;

/// <summary>
/// Whom to call about a person: those of the file in calling order, then those of the files that are read under it (docs/adr/0011), which
/// stay where they are, so that an undoing has nothing to give back.
/// </summary>
public static class PersonContacts
{
    /// <param name="files">As <see cref="MergedFiles.ReadUnder"/> says: the answering one first.</param>
    /// <param name="seals">By file; a file whose key was destroyed has none.</param>
    public static async Task<List<ContactOpened>> Read(
        TanfangDb db,
        List<Guid> files,
        IReadOnlyDictionary<Guid, Seal> seals,
        CancellationToken cancel
    )
    {
        var rows = await db.Contacts.AsNoTracking().Where(c => files.Contains(c.ElderId)).ToListAsync(cancel);
        return Open(rows, files, seals);
    }

    /// <inheritdoc cref="Read"/>
    /// <param name="rows">Of these files, when many people are read at once.</param>
    public static List<ContactOpened> Open(
        IEnumerable<Contact> rows,
        List<Guid> files,
        IReadOnlyDictionary<Guid, Seal> seals
    ) =>
        [
            .. rows.OrderBy(c => files.IndexOf(c.ElderId))
                .ThenBy(c => c.CallingOrder)
                .ThenBy(c => c.Id)
                .Select(c => new ContactOpened(
                    c,
                    seals.TryGetValue(c.ElderId, out var seal) ? ElderSecrets.OpenContactPhone(seal, c) : null
                )),
        ];
}
