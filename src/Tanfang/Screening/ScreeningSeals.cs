using System.Text.Json;
using Tanfang.Data;
using Tanfang.Registry;

namespace Tanfang.Screening;

/// <summary>The sealed columns of a round and the JSON of its coded ones; the only place that spells them.</summary>
internal static class ScreeningSeals
{
    public static byte[]? CloseFound(Vault vault, Guid row, string words) =>
        vault.StoreSeal.Close("screening_households", "found", row, words);

    public static string? Found(Vault vault, ScreeningHousehold row) =>
        vault.StoreSeal.Open("screening_households", "found", row.Id, row.Found);

    public static byte[]? Close(Seal seal, Guid answer, IReadOnlyDictionary<string, string> words) =>
        seal.Close("screening_answers", "words", answer, Text(words));

    public static IReadOnlyDictionary<string, string> Open(Seal? seal, ScreeningAnswer answer) =>
        Words(seal?.Open("screening_answers", "words", answer.Id, answer.Words));

    public static byte[]? ClosePerson(Seal seal, Guid answer, IReadOnlyDictionary<string, string> words) =>
        seal.Close("screening_person_answers", "words", answer, Text(words));

    public static IReadOnlyDictionary<string, string> OpenPerson(Seal? seal, ScreeningPersonAnswer answer) =>
        Words(seal?.Open("screening_person_answers", "words", answer.Id, answer.Words));

    public static string Codes(IReadOnlyDictionary<string, IReadOnlyList<string>> codes) =>
        JsonSerializer.Serialize(codes);

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Codes(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(json)!;

    private static string? Text(IReadOnlyDictionary<string, string> words) =>
        words.Count == 0 ? null : JsonSerializer.Serialize(words);

    private static Dictionary<string, string> Words(string? json) =>
        json is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
}
