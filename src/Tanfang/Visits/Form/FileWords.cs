using System.Globalization;
using Tanfang.Data;
using Tanfang.Registry;

namespace Tanfang.Visits.Form;

/// <summary>Sections two to four of the form in the words that are printed.</summary>
internal static class FileWords
{
    private static readonly (HelpingBodies Body, string Code)[] Units =
    [
        (HelpingBodies.PartyAndMassOrganisations, "partyAndGovernment"),
        (HelpingBodies.TownshipOrVillage, "townshipAndVillage"),
        (HelpingBodies.Enterprise, "enterprise"),
        (HelpingBodies.SocialOrganisation, "socialOrganization"),
        (HelpingBodies.SocialWorker, "socialWorker"),
        (HelpingBodies.Volunteer, "volunteer"),
        (HelpingBodies.Other, "other"),
    ];

    /// <param name="seal">Null when the row is sealed for somebody out of reach: then only what is plain is printed.</param>
    public static FormPerson Person(HouseholdMember member, Seal? seal) =>
        new(
            member.Name,
            member.Sex switch
            {
                Sex.Male => "男",
                Sex.Female => "女",
                _ => null,
            },
            seal is null ? null : ElderSecrets.OpenMemberNumber(seal, member),
            member.Relation,
            seal is null ? null : ElderSecrets.OpenMemberHealth(seal, member),
            member.Assistance switch
            {
                Assistance.MinimumLiving => "低保对象",
                Assistance.ExtremelyPoor => "特困人员",
                Assistance.None => "否",
                _ => null,
            }
        );

    public static FormLiving Living(Elder elder, ElderSecrets secrets) =>
        new()
        {
            Water = YesNo(elder.DrinkingWaterSafe),
            Electricity = YesNo(elder.HomeElectricitySafe),
            Housing = YesNo(elder.HouseSafe),
            MonthlyIncome = elder.MonthlyIncome?.ToString("0.##", CultureInfo.InvariantCulture),
            MonthlyBenefits = secrets.Benefits,
        };

    public static FormHelp Help(Elder elder, ElderSecrets secrets) =>
        new()
        {
            Units = [.. Units.Where(u => elder.HelpingBodies.HasFlag(u.Body)).Select(u => u.Code)],
            Responsible = secrets.HelpResponsible,
            Measures = secrets.HelpMeasures,
        };

    private static string? YesNo(bool? answer) =>
        answer switch
        {
            true => "是",
            false => "否",
            null => null,
        };
}
