using Tanfang.Data;

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
    public static byte[] OfDoor(this Vault vault, int villageId, string door) =>
        vault.Index($"door/{villageId}", door);
}
