using Tanfang.Data;
using Tanfang.Registry;

namespace Tanfang.Emergencies;

/// <summary>The sealed columns of an emergency; the only place that spells their places.</summary>
public static class EmergencySeals
{
    private const string Table = "emergencies";

    public static byte[]? CloseNote(Seal seal, Guid emergency, string? note) =>
        seal.Close(Table, "note", emergency, note);

    public static byte[]? CloseOutcomeNote(Seal seal, Guid emergency, string? note) =>
        seal.Close(Table, "outcome_note", emergency, note);

    public static byte[] CloseRaw(Seal seal, Guid emergency, ReadOnlySpan<byte> raw) =>
        seal.Close(ElderSeals.Place(Table, "raw", emergency), raw);

    public static byte[] CloseClosingRaw(Seal seal, Guid emergency, ReadOnlySpan<byte> raw) =>
        seal.Close(ElderSeals.Place(Table, "closing_raw", emergency), raw);

    public static string? Note(Seal seal, Emergency row) => seal.Open(Table, "note", row.Id, row.Note);

    public static string? OutcomeNote(Seal seal, Emergency row) =>
        seal.Open(Table, "outcome_note", row.Id, row.OutcomeNote);
}
