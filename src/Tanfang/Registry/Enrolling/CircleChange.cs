using Tanfang.Data;

namespace Tanfang.Registry.Enrolling;

/// <summary>Household and contacts of a known elder in line with a draft: contacts by their place, members by their name.</summary>
internal static class CircleChange
{
    public static (List<HouseholdMember> Members, List<Contact> Contacts) Run(
        KnownElder known,
        ElderDraft draft,
        Seal seal,
        DateTimeOffset now,
        List<string> fields
    )
    {
        var before = fields.Count;
        var elder = known.Elder;
        var members = new List<HouseholdMember>();
        var own = known.Members.FirstOrDefault(m => m.ElderId == elder.Id);
        if (own is not null)
        {
            // The number stays where it is kept: in the elder's row.
            var said = new MemberDraft(own.Name, draft.Sex, null, draft.RelationToHead, draft.Health, draft.Assistance);
            Member(own, said, seal, fields);
        }

        foreach (var said in draft.Household)
        {
            if (known.Members.FirstOrDefault(m => m.ElderId != elder.Id && m.Name == said.Name) is { } member)
            {
                Member(member, said, seal, fields);
            }
            else if (known.Beside.FirstOrDefault(m => m.Name == said.Name) is { } beside)
            {
                // Sealed for another elder of the household, whose own line says the rest.
                if (beside.Relation is null && said.Relation is not null)
                {
                    beside.Relation = said.Relation;
                    fields.Add("Household");
                }
            }
            else
            {
                elder.HouseholdId ??= Guid.CreateVersion7(now);
                var at =
                    known.Members.Concat(known.Beside).Select(m => m.Position).DefaultIfEmpty(-1).Max()
                    + 1
                    + members.Count;
                members.Add(Circle.Member(said, at, elder, false, seal));
                fields.Add("Household");
            }
        }

        var contacts = new List<Contact>();
        foreach (var (said, at) in draft.Contacts.Select((said, at) => (said, at)))
        {
            if (at < known.Contacts.Count)
            {
                Contact(known.Contacts[at], said, seal, fields);
            }
            else
            {
                contacts.Add(Circle.Contact(said, at + 1, elder, seal));
                fields.Add("Contacts");
            }
        }

        var changed = fields.Skip(before).Distinct().ToList();
        fields.RemoveRange(before, fields.Count - before);
        fields.AddRange(changed);
        return (members, contacts);
    }

    private static void Member(HouseholdMember member, MemberDraft said, Seal seal, List<string> fields)
    {
        var number = ElderSecrets.OpenMemberNumber(seal, member);
        var health = ElderSecrets.OpenMemberHealth(seal, member);
        var then = new MemberDraft(member.Name, member.Sex, number, member.Relation, health, member.Assistance);
        var after = new MemberDraft(
            member.Name,
            said.Sex == Sex.Unknown ? then.Sex : said.Sex,
            said.IdNumber ?? number,
            said.Relation ?? then.Relation,
            said.Health ?? health,
            said.Assistance == Assistance.NotAsked ? then.Assistance : said.Assistance
        );
        if (after == then)
        {
            return;
        }

        (member.Sex, member.Relation, member.Assistance) = (after.Sex, after.Relation, after.Assistance);
        member.IdNumber = ElderSecrets.CloseMemberNumber(seal, member.Id, after.IdNumber);
        member.Health = ElderSecrets.CloseMemberHealth(seal, member.Id, after.Health);
        fields.Add("Household");
    }

    private static void Contact(Contact contact, ContactDraft said, Seal seal, List<string> fields)
    {
        var phone = ElderSecrets.OpenContactPhone(seal, contact);
        var then = new ContactDraft(contact.Name, contact.Relation, phone);
        // Another person in this place brings their own relation and phone, or none.
        var after =
            said.Name == then.Name
                ? new ContactDraft(said.Name, said.Relation ?? then.Relation, said.Phone ?? phone)
                : said;
        if (after == then)
        {
            return;
        }

        (contact.Name, contact.Relation) = (after.Name!, after.Relation);
        contact.Phone = ElderSecrets.CloseContactPhone(seal, contact.Id, after.Phone);
        fields.Add("Contacts");
    }
}
