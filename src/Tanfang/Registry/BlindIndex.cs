using Tanfang.Data;
using Tanfang.Divisions;

namespace Tanfang.Registry;

/// <summary>The keyed digests by which sealed values are found again; the only place that says within what each is unique.</summary>
public static class BlindIndex
{
    /// <summary>Of a normalised number: one person, wherever they live.</summary>
    public static byte[] OfNumber(this Vault vault, string normalised) => vault.Index("id_number", normalised);

    /// <summary>Of a phone's last four digits, within a county: ten thousand tails would otherwise name one person nationwide.</summary>
    public static byte[] OfPhoneTail(this Vault vault, int countyId, string tail) =>
        vault.Index($"phone_tail/{countyId}", tail);

    /// <summary>Of a group, a door or both, within a village: equal doors of two villages have different digests.</summary>
    public static byte[] OfDoor(this Vault vault, int villageId, string door) => vault.Index($"door/{villageId}", door);

    /// <summary>Of a whole phone number, wherever: two files that share it may be one person's.</summary>
    public static byte[] OfPhone(this Vault vault, string normalised) => vault.Index("phone", normalised);

    /// <summary>Of an address without a county (a province in a draft by hand) the division itself bounds the search for the tail.</summary>
    internal static void FindByPhone(this Elder elder, Vault vault, Division home, string? phone)
    {
        var read = phone is null ? null : PhoneNumber.Read(phone).Value;
        elder.PhoneTailIndex = read is null ? null : vault.OfPhoneTail(home.CountyId ?? home.Id, read.Tail);
        elder.PhoneIndex = read is null ? null : vault.OfPhone(read.Normalised);
    }

    /// <summary>A 残疾人证号 begins with its holder's number: it finds the same person as that.</summary>
    internal static void FindByCertificate(this Elder elder, Vault vault, string? certificate, DateOnly today)
    {
        var read = certificate is null ? null : Registry.DisabilityCertificate.Read(certificate, today).Value;
        elder.CertificateIndex = read is null ? null : vault.OfNumber(read.Holder.Normalised);
    }
}
