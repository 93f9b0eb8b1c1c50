using Tanfang.Data;
using Tanfang.Registry;

namespace Tanfang.Visits;

/// <summary>The sealed columns of a visit; the only place that spells their places.</summary>
public static class VisitSeals
{
    public static byte[]? Close(Seal seal, Guid visit, VisitWords words) =>
        seal.Close("visits", "words", visit, words.ToJson());

    public static byte[] CloseRaw(Seal seal, Guid visit, ReadOnlySpan<byte> raw) =>
        seal.Close(ElderSeals.Place("visits", "raw", visit), raw);

    public static VisitWords? Open(Seal seal, Visit visit) =>
        seal.Open("visits", "words", visit.Id, visit.Words) is { } json ? VisitWords.Parse(json) : null;

    public static byte[] OpenRaw(Seal seal, Visit visit) =>
        seal.Open(ElderSeals.Place("visits", "raw", visit.Id), visit.Raw);
}
