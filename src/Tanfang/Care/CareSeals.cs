using Tanfang.Data;
using Tanfang.Registry;

namespace Tanfang.Care;

/// <summary>The sealed columns of acts of care and of plans; the only place that spells their places.</summary>
public static class CareSeals
{
    public static byte[]? Close(Seal seal, string column, Guid act, string? text) =>
        seal.Close("care_acts", column, act, text);

    public static byte[] CloseRaw(Seal seal, Guid act, ReadOnlySpan<byte> raw) =>
        seal.Close(ElderSeals.Place("care_acts", "raw", act), raw);

    public static string What(Seal seal, CareAct act) => seal.Open("care_acts", "what", act.Id, act.What)!;

    public static string? Satisfaction(Seal seal, CareAct act) =>
        seal.Open("care_acts", "satisfaction", act.Id, act.Satisfaction);

    public static byte[] CloseMeasure(Seal seal, Guid measure, string what) =>
        seal.Close("help_measures", "what", measure, what)!;

    public static byte[]? CloseBody(Seal seal, Guid measure, string? body) =>
        seal.Close("help_measures", "body", measure, body);

    public static byte[]? CloseWords(Seal seal, Guid version, string? words) =>
        seal.Close("help_plan_versions", "words", version, words);

    public static string Measure(Seal seal, HelpMeasure row) => seal.Open("help_measures", "what", row.Id, row.What)!;

    public static string? Body(Seal seal, HelpMeasure row) => seal.Open("help_measures", "body", row.Id, row.Body);

    public static string? Words(Seal seal, HelpPlanVersion row) =>
        seal.Open("help_plan_versions", "words", row.Id, row.Words);
}
