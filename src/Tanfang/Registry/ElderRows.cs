using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry.Enrolling;
using Tanfang.Registry.Names;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>The rows of one newly enrolled elder, sealed, not yet in any store.</summary>
public sealed record ElderRows(
    Elder Elder,
    IReadOnlyList<ElderFact> Facts,
    IReadOnlyList<HouseholdMember> Members,
    IReadOnlyList<Contact> Contacts,
    ChangeEntry Change
)
{
    /// <summary>Builds them from a draft that <see cref="CheckDraft"/> has read.</summary>
    public static ElderRows Of(ElderDraft draft, Division home, Vault vault, Actor actor, TimeProvider clock)
    {
        var now = clock.Now();
        var id = Guid.CreateVersion7(now);
        var (wrapped, seal) = vault.NewElderKey(id);
        var elder = new Elder
        {
            Id = id,
            Name = draft.Name!,
            PinyinKey = Pinyin.PinyinKey(draft.Name!),
            Initials = Pinyin.Initials(draft.Name!),
            Sex = draft.Sex,
            BirthDate = draft.BirthDate!.Value,
            HomeId = home.Id,
            LivesAtRegisteredResidence = draft.LivesAtRegisteredResidence,
            DrinkingWaterSafe = draft.DrinkingWaterSafe,
            HomeElectricitySafe = draft.HomeElectricitySafe,
            HouseSafe = draft.HouseSafe,
            MonthlyIncome = draft.MonthlyIncome,
            HelpingBodies = draft.HelpingBodies ?? HelpingBodies.None,
            HouseholdId = Guid.CreateVersion7(now),
            EnrolledOn = draft.EnrolledOn ?? clock.Today(),
            WrappedKey = wrapped,
            CreatedAt = now,
            ChangedAt = now,
        };
        SecretsOf(draft).Close(seal, elder);
        elder.IdNumberIndex = draft.IdNumber is { } number ? vault.OfNumber(number) : null;
        elder.FindByPhone(vault, home, draft.Phone);
        elder.FindByCertificate(vault, draft.DisabilityCertificate, clock.Today());
        var facts = FirstFacts.Of(draft, elder, actor, now);
        ElderNow.Fold(elder, facts, clock.Today());
        return new ElderRows(
            elder,
            facts,
            Circle.Members(draft, elder, seal),
            Circle.Contacts(draft, elder, seal),
            ChangeEntry.Of(actor, clock, "elder.enrolled", id.ToString("N"))
        );
    }

    internal static ElderSecrets SecretsOf(ElderDraft draft) =>
        new()
        {
            IdNumber = draft.IdNumber,
            Address = draft.Address,
            Phone = draft.Phone,
            DisabilityCertificate = draft.DisabilityCertificate,
            Benefits = draft.Benefits,
            HelpResponsible = draft.HelpResponsible,
            HelpMeasures = draft.HelpMeasures,
        };
}
