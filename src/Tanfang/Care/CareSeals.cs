using Tanfang.Data;
using Tanfang.Registry;

namespace Tanfang.Care;

/// <summary>The sealed columns of an act of care; the only place that spells their places.</summary>
public static class CareSeals
{
    public static byte[]? Close(Seal seal, string column, Guid act, string? text) =>
        seal.Close("care_acts", column, act, text);

    public static byte[] CloseRaw(Seal seal, Guid act, ReadOnlySpan<byte> raw) =>
        seal.Close(ElderSeals.Place("care_acts", "raw", act), raw);

    public static string What(Seal seal, CareAct act) => seal.Open("care_acts", "what", act.Id, act.What)!;

    public static string? Satisfaction(Seal seal, CareAct act) =>
        seal.Open("care_acts", "satisfaction", act.Id, act.Satisfaction);
}
