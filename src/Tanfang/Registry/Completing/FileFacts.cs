using Tanfang.Data;
using Tanfang.Divisions;

namespace Tanfang.Registry.Completing;

/// <summary>What a file has, without what it says: sealed columns are asked only whether they are filled.</summary>
public sealed record FileFacts
{
    public Guid Id { get; init; }

    public bool HasVillage { get; init; }

    public bool HasAddress { get; init; }

    public bool HasResidenceAnswer { get; init; }

    public bool HasPhone { get; init; }

    /// <summary>Somebody who can be called.</summary>
    public bool HasContact { get; init; }

    public bool NeedsCertificate { get; init; }

    public bool HasCertificate { get; init; }

    public bool HasCategory { get; init; }

    public bool WasAsked { get; init; }

    public bool HasResponsible { get; init; }

    public bool HasNumber { get; init; }

    public bool HasRelation { get; init; }

    public bool HasHealth { get; init; }

    public bool HasAssistance { get; init; }

    public bool HasWater { get; init; }

    public bool HasElectricity { get; init; }

    public bool HasHouse { get; init; }

    public bool HasIncome { get; init; }

    public bool HasBenefits { get; init; }

    public bool HasHelp { get; init; }

    /// <summary>Of many at once.</summary>
    public static IQueryable<FileFacts> Of(TanfangDb db, IQueryable<Elder> elders, DateOnly today) =>
        elders.Select(e => new FileFacts
        {
            Id = e.Id,
            HasVillage = db.Divisions.Any(d => d.Id == e.HomeId && d.Level == DivisionLevel.Village),
            HasAddress = e.Address != null,
            HasResidenceAnswer = e.LivesAtRegisteredResidence != null,
            HasPhone = e.Phone != null,
            HasContact = db.Contacts.Any(c => c.ElderId == e.Id && c.Phone != null),
            NeedsCertificate =
                e.CategoriesNow.Contains("|disability|") || e.CategoriesNow.Contains("|severeDisability|"),
            HasCertificate = e.DisabilityCertificate != null,
            HasCategory = e.CategoriesNow != "",
            WasAsked = e.ConsentNow != ConsentState.NotAsked,
            HasResponsible = db.Responsibilities.Any(r =>
                r.ElderId == e.Id && r.From <= today && (r.Until == null || r.Until > today)
            ),
            HasNumber = e.IdNumber != null,
            HasRelation = db.HouseholdMembers.Any(m => m.ElderId == e.Id && (m.Position == 0 || m.Relation != null)),
            HasHealth = db.HouseholdMembers.Any(m => m.ElderId == e.Id && m.Health != null),
            HasAssistance = db.HouseholdMembers.Any(m => m.ElderId == e.Id && m.Assistance != Assistance.NotAsked),
            HasWater = e.DrinkingWaterSafe != null,
            HasElectricity = e.HomeElectricitySafe != null,
            HasHouse = e.HouseSafe != null,
            HasIncome = e.MonthlyIncome != null,
            HasBenefits = e.Benefits != null,
            HasHelp = e.HelpingBodies != HelpingBodies.None,
        });
}
