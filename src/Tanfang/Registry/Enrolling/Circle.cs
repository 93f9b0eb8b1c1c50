using Tanfang.Data;

namespace Tanfang.Registry.Enrolling;

/// <summary>The people around an elder: the rows of section two (the elder is always one of them) and the contacts.</summary>
internal static class Circle
{
    private const string Head = "户主";

    /// <summary>Row 0 is 户主: whoever is called so, else the elder.</summary>
    public static List<HouseholdMember> Members(ElderDraft draft, Elder elder, Seal seal)
    {
        var own = new MemberDraft(draft.Name, draft.Sex, null, draft.RelationToHead, draft.Health, draft.Assistance);
        var elderIsHead = draft.RelationToHead == Head || !draft.Household.Any(m => m.Relation == Head);
        if (elderIsHead && draft.RelationToHead is null)
        {
            own = own with { Relation = Head };
        }

        var rows = draft
            .Household.Select(m => (Draft: m, IsElder: false))
            .Prepend((Draft: own, IsElder: true))
            .OrderByDescending(row => row.Draft.Relation == Head);
        return [.. rows.Select((row, at) => Member(row.Draft, at, elder, row.IsElder, seal))];
    }

    public static List<Contact> Contacts(ElderDraft draft, Elder elder, Seal seal) =>
        [.. draft.Contacts.Select((contact, at) => Contact(contact, at + 1, elder, seal))];

    public static Contact Contact(ContactDraft draft, int order, Elder elder, Seal seal)
    {
        var id = Guid.CreateVersion7(elder.ChangedAt);
        return new Contact
        {
            Id = id,
            ElderId = elder.Id,
            CallingOrder = order,
            Name = draft.Name!,
            Relation = draft.Relation,
            Phone = ElderSecrets.CloseContactPhone(seal, id, draft.Phone),
        };
    }

    public static HouseholdMember Member(MemberDraft draft, int position, Elder elder, bool isElder, Seal seal)
    {
        var id = Guid.CreateVersion7(elder.ChangedAt);
        return new HouseholdMember
        {
            Id = id,
            HouseholdId = elder.HouseholdId!.Value,
            Position = position,
            ElderId = isElder ? elder.Id : null,
            SealedFor = elder.Id,
            Name = draft.Name!,
            Sex = draft.Sex,
            // The elder's own number stands in the file; a second copy could only differ from it.
            IdNumber = ElderSecrets.CloseMemberNumber(seal, id, draft.IdNumber),
            Relation = draft.Relation,
            Health = ElderSecrets.CloseMemberHealth(seal, id, draft.Health),
            Assistance = draft.Assistance,
        };
    }
}
