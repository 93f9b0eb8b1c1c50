using System.Text.Json;

namespace Tanfang.Policy;

/// <summary>Reads parameters: those of readings.json and those of a pack.</summary>
internal static class ParameterReader
{
    public static List<Parameter> ReadReadings(PolicyText text, List<PolicyProblem> problems) =>
        Place.Root(text, problems) is { } root && root.IsObject("parameters") ? ReadAll(root["parameters"]) : [];

    public static List<Parameter> ReadAll(Place list)
    {
        var parameters = list.Items().ConvertAll(Read);
        DictionaryReader.Unique(list, parameters.ConvertAll(p => p.Key));
        return parameters;
    }

    private static Parameter Read(Place place)
    {
        place.IsObject("key", "question", "value", "answer", "reason", "verifiable");
        return new(
            place["key"].Text(),
            place["question"].Text(),
            ReadValue(place["value"]),
            place["answer"].Text(),
            place["reason"].Text(),
            place["verifiable"].Flag(otherwise: false)
        );
    }

    private static ParameterValue ReadValue(Place value)
    {
        switch (value.Element.ValueKind)
        {
            case JsonValueKind.Number:
                return new(value.Whole(0), null, null, null);
            case JsonValueKind.True or JsonValueKind.False:
                return new(null, value.Flag(false), null, null);
            case JsonValueKind.Array:
                return new(null, null, null, value.Items().ConvertAll(i => i.Text()));
            default:
                return new(null, null, value.Text(), null);
        }
    }
}
