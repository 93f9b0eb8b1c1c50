using Tanfang.Shared;

namespace Tanfang.Registry.Editing;

/// <summary>/elders/{id}/contacts: who is called, in which order.</summary>
public sealed class ContactsPage(EditContacts edit, ReadElder read, CurrentUser user, TimeProvider clock)
    : LinesPage<ContactLine>(read, user, clock)
{
    protected override string Saved => "紧急联系人已保存。";

    /// <summary>The phone as kept, masked; for the hint beside an empty box.</summary>
    public string? KnownPhone(ContactLine line) =>
        Current.Contacts.FirstOrDefault(c => c.Row.Id == line.Id)?.Phone is { } phone ? Mask.Phone(phone) : null;

    protected override Task<Result<Guid>> Save(Guid id, CancellationToken cancel) =>
        edit.Run(Reader.Scope, Reader.Actor, id, Version, Lines, cancel);

    protected override IEnumerable<ContactLine> Known() =>
        Current.Contacts.Select(contact => new ContactLine
        {
            Id = contact.Row.Id,
            Order = contact.Row.CallingOrder,
            Name = contact.Row.Name,
            Relation = contact.Row.Relation,
        });
}
