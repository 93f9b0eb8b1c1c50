namespace Tanfang.Registry.Enrolling;

/// <summary>Household, contacts, living conditions, help already received.</summary>
internal static class CircleGuards
{
    private const int LongText = 500;

    public static ElderDraft Run(ElderDraft draft, Guards guards)
    {
        if (draft.MonthlyIncome is < 0 or > 1_000_000)
        {
            guards.Refuse(nameof(draft.MonthlyIncome), "income", "家庭每月收入不合情理", "按元填写月收入，不是年收入");
        }

        return draft with
        {
            Benefits = guards.Text(nameof(draft.Benefits), draft.Benefits, LongText),
            HelpResponsible = guards.Text(nameof(draft.HelpResponsible), draft.HelpResponsible, 50),
            HelpMeasures = guards.Text(nameof(draft.HelpMeasures), draft.HelpMeasures, LongText),
            RelationToHead = guards.Text(nameof(draft.RelationToHead), draft.RelationToHead, 20),
            Health = guards.Text(nameof(draft.Health), draft.Health, LongText),
            Contacts =
            [
                .. draft
                    .Contacts.Select((contact, i) => Read(contact, $"Contacts[{i}]", guards))
                    .OfType<ContactDraft>(),
            ],
            Household =
            [
                .. draft.Household.Select((member, i) => Read(member, $"Household[{i}]", guards)).OfType<MemberDraft>(),
            ],
        };
    }

    /// <summary>Null when the row of the form is empty.</summary>
    private static ContactDraft? Read(ContactDraft contact, string at, Guards guards)
    {
        var relation = guards.Text($"{at}.Relation", contact.Relation, 20);
        var phone = string.IsNullOrWhiteSpace(contact.Phone)
            ? null
            : guards.Take($"{at}.Phone", "phone", PhoneNumber.Read(contact.Phone))?.Normalised;
        if (string.IsNullOrWhiteSpace(contact.Name))
        {
            if (!string.IsNullOrWhiteSpace(contact.Phone))
            {
                guards.Refuse($"{at}.Name", "contactName", "有电话，没有紧急联系人的姓名", "请填写姓名");
            }

            return null;
        }

        var name = guards.Take($"{at}.Name", "name", PersonName.Read(contact.Name));
        return name is null ? null : new ContactDraft(name, relation, phone);
    }

    private static MemberDraft? Read(MemberDraft member, string at, Guards guards)
    {
        var number = string.IsNullOrWhiteSpace(member.IdNumber)
            ? null
            : guards.Take($"{at}.IdNumber", "number", IdNumber.Read(member.IdNumber, guards.Today));
        if (number is not null && member.Sex != Sex.Unknown && member.Sex != number.Sex)
        {
            guards.Refuse($"{at}.Sex", "sexDiffers", "性别与公民身份号码不符", "请核对性别和号码第 17 位");
        }

        if (string.IsNullOrWhiteSpace(member.Name))
        {
            if (member with { Name = null } != new MemberDraft(null))
            {
                guards.Refuse($"{at}.Name", "memberName", "家庭成员没有姓名", "请填写姓名，或清空这一行的其他列");
            }

            return null;
        }

        return guards.Take($"{at}.Name", "name", PersonName.Read(member.Name)) is not { } name
            ? null
            : new MemberDraft(
                name,
                member.Sex == Sex.Unknown && number is not null ? number.Sex : member.Sex,
                number?.Normalised,
                guards.Text($"{at}.Relation", member.Relation, 20),
                guards.Text($"{at}.Health", member.Health, LongText),
                member.Assistance
            );
    }
}
