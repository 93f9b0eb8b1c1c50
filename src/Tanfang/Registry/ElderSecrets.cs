using Tanfang.Data;

namespace Tanfang.Registry;

/// <summary>The sealed columns of one elder, opened. Only for the moment of showing, printing or comparing; never kept.</summary>
public sealed record ElderSecrets
{
    public string? IdNumber { get; init; }

    public string? Address { get; init; }

    public string? Phone { get; init; }

    public string? DisabilityCertificate { get; init; }

    public string? Benefits { get; init; }

    public string? HelpResponsible { get; init; }

    public string? HelpMeasures { get; init; }

    /// <param name="said">What is to be compared: of what it does not say nothing is opened. All of them when left out.</param>
    public static ElderSecrets Open(Seal seal, Elder elder, ElderSecrets? said = null)
    {
        string? Text(string column, byte[]? box, string? compared) =>
            said is null || compared is not null ? seal.Open("elders", column, elder.Id, box) : null;
        return new ElderSecrets
        {
            IdNumber = Text("id_number", elder.IdNumber, said?.IdNumber),
            Address = Text("address", elder.Address, said?.Address),
            Phone = Text("phone", elder.Phone, said?.Phone),
            DisabilityCertificate = Text(
                "disability_certificate",
                elder.DisabilityCertificate,
                said?.DisabilityCertificate
            ),
            Benefits = Text("benefits", elder.Benefits, said?.Benefits),
            HelpResponsible = Text("help_responsible", elder.HelpResponsible, said?.HelpResponsible),
            HelpMeasures = Text("help_measures", elder.HelpMeasures, said?.HelpMeasures),
        };
    }

    /// <summary>Seals what differs from <paramref name="before"/> into the row; the rest stays as it is.</summary>
    public void Close(Seal seal, Elder elder, ElderSecrets? before = null)
    {
        byte[]? Box(string column, string? now, string? then, byte[]? box) =>
            now == then ? box : seal.Close("elders", column, elder.Id, now);
        elder.IdNumber = Box("id_number", IdNumber, before?.IdNumber, elder.IdNumber);
        elder.Address = Box("address", Address, before?.Address, elder.Address);
        elder.Phone = Box("phone", Phone, before?.Phone, elder.Phone);
        elder.DisabilityCertificate = Box(
            "disability_certificate",
            DisabilityCertificate,
            before?.DisabilityCertificate,
            elder.DisabilityCertificate
        );
        elder.Benefits = Box("benefits", Benefits, before?.Benefits, elder.Benefits);
        elder.HelpResponsible = Box(
            "help_responsible",
            HelpResponsible,
            before?.HelpResponsible,
            elder.HelpResponsible
        );
        elder.HelpMeasures = Box("help_measures", HelpMeasures, before?.HelpMeasures, elder.HelpMeasures);
    }

    public static byte[]? CloseContactPhone(Seal seal, Guid contactId, string? phone) =>
        seal.Close("contacts", "phone", contactId, phone);

    public static string? OpenContactPhone(Seal seal, Contact contact) =>
        seal.Open("contacts", "phone", contact.Id, contact.Phone);

    public static byte[]? CloseMemberNumber(Seal seal, Guid memberId, string? number) =>
        seal.Close("household_members", "id_number", memberId, number);

    public static string? OpenMemberNumber(Seal seal, HouseholdMember member) =>
        seal.Open("household_members", "id_number", member.Id, member.IdNumber);

    public static byte[]? CloseMemberHealth(Seal seal, Guid memberId, string? health) =>
        seal.Close("household_members", "health", memberId, health);

    public static string? OpenMemberHealth(Seal seal, HouseholdMember member) =>
        seal.Open("household_members", "health", member.Id, member.Health);
}
