using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Registry.Editing;

/// <summary>One line of the contacts form. The phone is never sent to the browser; an empty box keeps it.</summary>
public sealed class ContactLine : IFileLine
{
    public Guid? Id { get; set; }

    /// <summary>Whoever has the lowest number is called first.</summary>
    public int? Order { get; set; }

    public string? Name { get; set; }

    public string? Relation { get; set; }

    public string? Phone { get; set; }

    public bool Remove { get; set; }

    public bool IsEmpty =>
        Id is null
        && string.IsNullOrWhiteSpace(Name)
        && string.IsNullOrWhiteSpace(Relation)
        && string.IsNullOrWhiteSpace(Phone);
}

/// <summary>修改紧急联系人: all lines at once, in calling order, on the version that was shown.</summary>
public sealed class EditContacts(TanfangDb db, WriteGate gate, Vault vault, PolicySet policies, TimeProvider clock)
{
    public Task<Result<Guid>> Run(
        Scope scope,
        Actor actor,
        Guid id,
        int version,
        IReadOnlyList<ContactLine> lines,
        CancellationToken cancel
    ) => new FileChange(db, gate).Run(scope, id, version, elder => Change(actor, elder, lines, cancel), cancel);

    private async Task<Result<Guid>> Change(
        Actor actor,
        Elder elder,
        IReadOnlyList<ContactLine> lines,
        CancellationToken cancel
    )
    {
        var seal = vault.SealOf(elder);
        var known = await db.Contacts.Where(c => c.ElderId == elder.Id).ToDictionaryAsync(c => c.Id, cancel);
        if (lines.Any(line => line.Id is { } id && !known.ContainsKey(id)))
        {
            return FileChange.Stale;
        }

        var kept = lines
            .Select((line, at) => (Line: line, At: at))
            .Where(row => !row.Line.Remove && !row.Line.IsEmpty)
            .OrderBy(row => row.Line.Order ?? int.MaxValue)
            .ToList();
        var drafts = kept.Select(row => new ContactDraft(
            row.Line.Name,
            row.Line.Relation,
            string.IsNullOrWhiteSpace(row.Line.Phone) && row.Line.Id is { } old
                ? ElderSecrets.OpenContactPhone(seal, known[old])
                : row.Line.Phone
        ));
        var whole = FileChange.AsDraft(elder, ElderSecrets.Open(seal, elder)) with { Contacts = [.. drafts] };
        var read = CheckDraft.Run(whole, policies.Dictionary, clock.Today());
        if (!read.Succeeded)
        {
            // The draft's line numbers are those of the kept lines; the form's are those of all.
            return read.Refusals.Select(r => FileChange.AtLine(r, "Contacts", [.. kept.Select(k => k.At)])).ToList();
        }

        for (var i = 0; i < kept.Count; i++)
        {
            var said = read.Value.Contacts[i];
            var contact = kept[i].Line.Id is { } old ? known[old] : Add(elder);
            (contact.Name, contact.Relation, contact.CallingOrder) = (said.Name!, said.Relation, i + 1);
            contact.Phone = ElderSecrets.CloseContactPhone(seal, contact.Id, said.Phone);
        }

        var removed = lines.Where(l => l.Remove && l.Id is not null).Select(l => known[l.Id!.Value]);
        db.Contacts.RemoveRange(removed);
        elder.Version++;
        elder.ChangedAt = clock.Now();
        db.Changes.Add(ChangeEntry.Of(actor, clock, "elder.contactsEdited", elder.Id.ToString("N")));
        await db.SaveChangesAsync(cancel);
        return elder.Id;
    }

    private Contact Add(Elder elder)
    {
        var contact = new Contact
        {
            Id = Guid.CreateVersion7(clock.Now()),
            ElderId = elder.Id,
            Name = "",
        };
        db.Contacts.Add(contact);
        return contact;
    }
}
