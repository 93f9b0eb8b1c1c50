namespace Tanfang.Registry;

/// <summary>The seven boxes of 帮扶单位(组织) in the words and order of the form.</summary>
public static class HelpingBodyWords
{
    public static IReadOnlyList<(HelpingBodies Body, string Word)> All { get; } =
    [
        (HelpingBodies.PartyAndMassOrganisations, "党政机关、群团组织"),
        (HelpingBodies.TownshipOrVillage, "乡镇（街道）、村（居）民委员会"),
        (HelpingBodies.Enterprise, "企业"),
        (HelpingBodies.SocialOrganisation, "社会组织"),
        (HelpingBodies.SocialWorker, "专业社会工作者"),
        (HelpingBodies.Volunteer, "志愿者"),
        (HelpingBodies.Other, "其他"),
    ];

    public static IEnumerable<string> Of(HelpingBodies bodies) =>
        All.Where(b => bodies.HasFlag(b.Body)).Select(b => b.Word);
}
